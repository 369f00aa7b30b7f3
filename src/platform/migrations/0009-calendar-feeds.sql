-- A person's private address of a calendar. Only a hash is kept: whoever reads the database cannot subscribe by it.
create table calendar_feed (
  account_id int primary key references account,
  token_hash bytea not null unique,
  made_at timestamptz not null default now()
);
