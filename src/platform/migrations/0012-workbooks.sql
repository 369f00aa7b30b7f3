-- Keys by which this installation knows its own work again (docs/decisions/0011-workbooks.md). They travel with a backup.
create table installation_secret (name text primary key, secret bytea not null, made_at timestamptz not null default now());

-- Workbooks of many organisations taken at once, by the coordinator or from the mailbox: what went in and what did not.
create table workbook_batch (
  id int generated always as identity primary key,
  campaign_id int not null references campaign,
  account_id int references account, -- null: the mailbox, on its own
  at timestamptz not null, source text not null check (source in ('files', 'mail')), why text not null default '',
  files jsonb not null -- [{ name, organisation, taken, fault, params, … }]
);
create index workbook_batch_campaign on workbook_batch (campaign_id, id);
