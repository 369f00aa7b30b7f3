-- A file of any format as it showed its text: rows and lines with their place. Nothing for a text, whose `source` says all.
alter table roadmap_import add column parts jsonb;
alter table roadmap_import add column format text not null default 'text';
-- What a person said of columns whose headings no rule knows: heading → what it holds; of the table whose heading is there.
alter table roadmap_import add column known jsonb not null default '{}';

-- What a municipality once said of a heading or of an executor's words: proposed as certain the next time.
create table roadmap_heading (
  owner_id int not null references organisation, heading text not null, means text not null,
  account_id int references account, at timestamptz not null,
  primary key (owner_id, heading)
);
create table roadmap_executor (
  owner_id int not null references organisation, words text not null, assignment jsonb not null,
  account_id int references account, at timestamptz not null,
  primary key (owner_id, words)
);
