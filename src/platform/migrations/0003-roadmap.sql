-- A file that was read, and what has been confirmed or mended of the reading so far. Nothing here is approved.
create table roadmap_import (
  id int generated always as identity primary key,
  owner_id int not null references organisation, -- the municipality
  file_name text not null, source text not null,
  reading jsonb not null, -- as `readRoadmap` gives it
  edits jsonb not null default '{}', -- what a person changed: see roadmap/rules/edits
  answers jsonb not null default '{}', -- warning → the alternative that was chosen
  revision int not null default 1,
  account_id int references account, at timestamptz not null, approved_at timestamptz
);

create table roadmap (id int generated always as identity primary key, owner_id int not null references organisation);
create unique index roadmap_owner on roadmap (owner_id);

create table roadmap_version (
  id int generated always as identity primary key,
  roadmap_id int not null references roadmap, number int not null,
  title text not null, starts_on date not null, ends_on date not null check (ends_on >= starts_on),
  order_number text not null, ordered_on date not null, order_title text not null, authority text not null,
  import_id int references roadmap_import, account_id int references account, approved_at timestamptz not null,
  unique (roadmap_id, number)
);
create table roadmap_section (
  version_id int not null references roadmap_version, numeral text not null, title text not null, position int not null,
  primary key (version_id, numeral)
);
-- The activity itself, the same across versions; what it says stands in activity_version.
create table activity (id int generated always as identity primary key, roadmap_id int not null references roadmap);
create table activity_version (
  version_id int not null references roadmap_version, activity_id int not null references activity,
  code text not null, -- III.7
  section text not null, number text not null, position int not null,
  title text not null, short_title text not null, document text not null, result text not null,
  deadline jsonb not null, -- `Deadline` of the calendar
  responsibles jsonb not null, -- [{ text, role, organisations: [id] }]
  derived text check (derived in ('monitoring')), -- the system knows it and does not ask: taking part in the monitoring
  source jsonb, -- { firstLine, lastLine } in the file
  primary key (version_id, activity_id), unique (version_id, code),
  foreign key (version_id, section) references roadmap_section (version_id, numeral)
);
-- One activity × one responsible organisation × one due interval.
create table obligation (
  id int generated always as identity primary key,
  activity_id int not null references activity, organisation_id int not null references organisation,
  term int not null, -- the activity's terms in order, from 1
  starts_on date not null, ends_on date not null check (ends_on >= starts_on),
  version_id int not null references roadmap_version, ended_by int references roadmap_version,
  unique (activity_id, organisation_id, starts_on, ends_on)
);
create index obligation_organisation on obligation (organisation_id, ends_on);
