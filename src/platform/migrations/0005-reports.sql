-- A frozen consolidation, and the справка drafted from it.
create table report (
  id int generated always as identity primary key,
  campaign_id int not null references campaign, frozen jsonb not null, -- everything that the document says, as it stood
  conclusions text not null default '', proposals text not null default '', -- written by hand
  account_id int references account, at timestamptz not null
);
-- Figures that the public section shows: a copy, so that what is published does not move by itself.
create table publication (
  owner_id int not null references organisation, campaign_id int not null references campaign,
  figures jsonb not null, account_id int references account, at timestamptz not null,
  primary key (owner_id, campaign_id)
);
