-- The mailbox to which schools send their workbooks (docs/decisions/0016-mailbox.md), one a municipality.
create table mailbox (
  id int generated always as identity primary key,
  owner_id int not null unique references organisation,
  server jsonb not null, -- { host, port, security, login }
  password bytea not null, -- sealed by a key that is not in the database; good for this server alone
  folder text not null, done_folder text not null default '', -- where letters go that have been read; empty: they stay, marked as seen
  since date not null, -- letters that came before it are none of ours
  replies jsonb, reply_password bytea, -- { host, port, security, login, from }; null: replies are written, and copied by hand
  on_schedule boolean not null default true,
  -- How far it has been read: every letter up to last_uid has its row in mail_message.
  uid_validity text not null default '', last_uid bigint not null default 0,
  read_at timestamptz, fault jsonb, faults int not null default 0, left_over int not null default 0
);

-- A letter that has been read, once: what it brought is committed with its row.
create table mail_message (
  id int generated always as identity primary key,
  mailbox_id int not null references mailbox,
  uid_validity text not null, uid bigint not null,
  identity bytea not null, -- of its Message-ID, sender and date: a letter that is delivered twice is known again
  message_id text not null, sender text not null, subject text not null, sent_at timestamptz, at timestamptz not null,
  state text not null check (state in ('read', 'failed')), attempts int not null default 1,
  files jsonb not null default '[]', -- what became of each attachment, as in workbook_batch
  reply text not null check (reply in ('none', 'copy', 'waiting', 'sending', 'sent', 'failed')),
  reply_why text not null default '', -- a code: why there is none, or why it has not gone
  reply_to text not null default '', reply_text text not null default '', reply_attempts int not null default 0,
  unique (mailbox_id, identity)
);
create index mail_message_place on mail_message (mailbox_id, uid_validity, uid);

-- Workbooks from an address that is not known to be the organisation's: they wait for the coordinator's yes.
create table mail_waiting (
  id int generated always as identity primary key,
  message_id int not null references mail_message, at_file int not null, -- its place among the message's files
  name text not null, bytes bytea not null, organisation_id int not null references organisation
);
create index mail_waiting_message on mail_waiting (message_id);

-- From which addresses an organisation's workbooks are taken without asking.
create table mail_sender (
  owner_id int not null references organisation, organisation_id int not null references organisation,
  address text not null check (address = lower(address)), at timestamptz not null, account_id int references account,
  primary key (owner_id, address, organisation_id)
);
