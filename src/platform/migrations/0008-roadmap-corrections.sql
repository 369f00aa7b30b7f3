-- What is being prepared of the next version: one open draft a roadmap. What it says is one value, written whole under one
-- revision, so two people's edits never mix (docs/decisions/0007-roadmap-versions.md).
create table roadmap_draft (
  id int generated always as identity primary key,
  roadmap_id int not null references roadmap,
  based_on int not null references roadmap_version,
  content jsonb not null, -- `VersionContent`: title, period, sections, activities with their links
  reasons jsonb not null default '{}', -- activity → why it is changed
  decisions jsonb not null default '{}', -- proposal → taken or dropped
  revision int not null default 1,
  account_id int references account, at timestamptz not null,
  changed_by int references account, changed_at timestamptz not null,
  closed_at timestamptz, -- approved, or thrown away where there is no version
  version_id int references roadmap_version
);
create unique index roadmap_draft_is_one on roadmap_draft (roadmap_id) where closed_at is null;

-- Why the version differs from the one before: activity → reason.
alter table roadmap_version add column reasons jsonb not null default '{}';
-- B after A, as a version says it.
create table activity_link (
  version_id int not null, activity_id int not null, after_id int not null check (after_id <> activity_id),
  primary key (version_id, activity_id, after_id),
  foreign key (version_id, activity_id) references activity_version,
  foreign key (version_id, after_id) references activity_version (version_id, activity_id)
);
-- The activity of the regional roadmap that this one carries out: no text of the order, so it belongs to no version.
alter table activity add column carries_out int references activity;
create index activity_carries_out on activity (carries_out) where carries_out is not null;

-- Where an obligation stood before a version moved it: the obligation itself keeps its number and its reports.
create table obligation_move (
  obligation_id int not null references obligation, version_id int not null references roadmap_version,
  starts_on date not null, ends_on date not null,
  primary key (obligation_id, version_id)
);
