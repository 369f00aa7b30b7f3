-- A frozen consolidation, and the справка drafted from it.
create table report (
  id int generated always as identity primary key,
  campaign_id int not null references campaign, frozen jsonb not null, -- everything that the document says, as it stood
  conclusions text not null default '', proposals text not null default '', -- written by hand
  rev int not null default 1, -- one more with each change of what is written by hand
  account_id int references account, at timestamptz not null
);
-- Figures that the public section shows: a copy, so that what is published does not move by itself.
create table publication (
  owner_id int not null references organisation, campaign_id int not null references campaign,
  figures jsonb not null, account_id int references account, at timestamptz not null,
  primary key (owner_id, campaign_id)
);
create index report_campaign on report (campaign_id);
-- What was frozen stays as it was: only what is written by hand may change.
create function refuse_thawing() returns trigger language plpgsql as $$
begin
  if new.frozen is distinct from old.frozen or new.campaign_id <> old.campaign_id or new.at <> old.at then
    raise exception 'a report is frozen' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger report_is_frozen before update on report for each row execute function refuse_thawing();
