-- A campaign may ask several forms: form_code and form_version name the first, these the others, as «F3 1».
alter table campaign add column more_forms text[] not null default '{}';

-- Who designed a form: nobody for those that come with the program.
alter table form add column owner_id int references organisation, add column published_by int references account;

-- A form that is being designed. Nothing asks it yet, so it may be changed and withdrawn.
create table form_draft (
  id int generated always as identity primary key,
  owner_id int not null references organisation,
  code text not null,
  definition jsonb not null,
  rev int not null default 1, -- one more with each save: two people do not overwrite each other
  created_at timestamptz not null, created_by int references account,
  updated_at timestamptz not null, updated_by int references account,
  unique (owner_id, code)
);
