create table organisation (
  id int generated always as identity primary key,
  parent_id int references organisation,
  path ltree not null unique, -- ru.chel.zlatoust.school_15
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]*$'), -- in addresses: school-15; unique below its parent
  kind text not null check (kind in ('country', 'region', 'municipality', 'authority', 'methodological-centre',
    'school', 'primary-school', 'kindergarten', 'supplementary', 'college', 'other')),
  name text not null, short_name text not null,
  mark text not null, -- the shortest name that a column heading bears: «15», «НШ 25»
  low_performing boolean not null default false, -- ШНОР
  adverse_conditions boolean not null default false, -- ШНСУ
  profile jsonb not null default '{}', -- pupils and teachers, by the codes of F2's table t0
  time_zone text,
  closed_at timestamptz,
  unique (parent_id, code)
);
create index organisation_path on organisation using gist (path);

create table role_grant (
  account_id int not null references account,
  organisation_id int not null references organisation,
  role text not null check (role in ('administrator', 'coordinator', 'controller', 'working-group', 'head', 'curator')),
  primary key (account_id, organisation_id, role)
);

-- «Входящие»: what has happened that somebody must know of.
create table notice (
  id bigint generated always as identity primary key,
  organisation_id int not null references organisation, roles text[] not null,
  code text not null, params jsonb not null default '{}', href text not null, at timestamptz not null
);
create index notice_organisation on notice (organisation_id, id desc);
create table notice_seen (
  account_id int not null references account, notice_id bigint not null references notice, at timestamptz not null,
  primary key (account_id, notice_id)
);
