create extension if not exists ltree;

-- One row: what this installation is.
create table installation (
  single boolean primary key default true check (single),
  time_zone text not null default 'Asia/Yekaterinburg',
  set_up_at timestamptz,
  clock_at timestamptz -- demonstration: where the domain's clock stood when the program last wrote it down; null: real time
);
insert into installation default values;

create table account (
  id int generated always as identity primary key,
  login text not null check (login <> ''),
  name text not null check (name <> ''), -- a position («куратор»); a person's name only if the installation wants it
  password text, -- $argon2id$v=19$m=…; null until the invitation is used
  locale text check (locale in ('ru', 'en')),
  seen_at timestamptz, -- when the last visit but the current one began, for «С вашего прошлого посещения»; the domain's clock
  visit_at timestamptz, -- when the current visit began
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index account_login on account (lower(login));

create table session (
  id uuid primary key default gen_random_uuid(),
  account_id int not null references account,
  token_hash bytea not null unique,
  address inet, agent text,
  created_at timestamptz not null default now(), seen_at timestamptz not null default now(), expires_at timestamptz not null
);
create index session_account on session (account_id);

-- Invitation, renewed password, the code of the first run: good once, until they expire.
create table one_time (
  token_hash bytea primary key, purpose text not null, account_id int references account,
  created_at timestamptz not null default now(), expires_at timestamptz not null
);

create table api_token (
  id int generated always as identity primary key,
  account_id int not null references account, name text not null, token_hash bytea not null unique,
  created_at timestamptz not null default now(), last_used_at timestamptz, expires_at timestamptz not null, revoked_at timestamptz
);

-- Wrong passwords, counted before they are checked. Unlogged: after a crash the count starts anew.
create unlogged table attempt (key text primary key, failures int not null, since timestamptz not null);

-- Who changed what, when, from which value to which.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null, written_at timestamptz not null default clock_timestamp(),
  account_id int references account, action text not null, organisation_id int, subject text not null,
  before jsonb, after jsonb
);
create index audit_organisation on audit (organisation_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% takes inserts only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_is_append_only before update or delete on audit for each row execute function refuse_change();
create trigger audit_is_not_emptied before truncate on audit for each statement execute function refuse_change();

-- Evidence and other files, beside the rows that name them: one snapshot holds both.
create table file (
  id uuid primary key default gen_random_uuid(),
  organisation_id int not null, name text not null, media_type text not null,
  size int not null check (size between 1 and 10485760), sha256 bytea not null, bytes bytea not null,
  account_id int references account, at timestamptz not null
);
create index file_organisation on file (organisation_id);
