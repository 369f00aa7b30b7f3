-- Published versions never change: a trigger refuses it.
create table form (
  code text not null, version int not null, definition jsonb not null, sha256 text not null, published_at timestamptz not null,
  primary key (code, version)
);
create trigger form_is_published_once before update or delete on form for each row execute function refuse_change();

create table campaign (
  id int generated always as identity primary key,
  owner_id int not null references organisation, -- the municipality
  slug text not null, -- 2021-q4
  starts_on date not null, ends_on date not null, due_on date not null, time_zone text not null,
  state text not null default 'open' check (state in ('open', 'closed')),
  form_code text not null, form_version int not null,
  cells text[] not null, scales int[] not null, -- the layout: which cell stands at which position of return_revision.cells
  opened_at timestamptz not null, closed_at timestamptz,
  foreign key (form_code, form_version) references form, unique (owner_id, slug)
);

-- The tree as this campaign sees it: a school that moves next year does not change last year's figures.
create table campaign_node (
  campaign_id int not null references campaign, node_id int not null, parent_id int, level smallint not null,
  primary key (campaign_id, node_id)
);
create index campaign_node_parent on campaign_node (campaign_id, parent_id);

-- Made for every addressee when the campaign opens, so coverage is a count of rows.
create table return (
  campaign_id int not null references campaign, org_id int not null references organisation,
  parent_id int, -- the node that consolidates it; null: fills in F1 alone (the authority, the centre)
  rev int not null default 0,
  state smallint not null default 0 check (state between -1 and 3), -- -1 released, 0 draft, 1 sent back, 2 submitted, 3 accepted
  draft_rev int not null default 0, -- one more with each save; here, so that a submission cannot overlook a save
  closed bit varying not null default ''::varbit, -- cells that this kind of organisation does not have
  due_on date not null,
  submitted_at timestamptz, -- the domain's clock, last submission
  first_submitted_at timestamptz, -- lateness is judged by the first
  first_seen_at timestamptz, -- when the organisation opened it
  updated_at timestamptz not null default now(),
  primary key (campaign_id, org_id)
) with (fillfactor = 50);
create index return_parent on return (campaign_id, parent_id);
create index return_organisation on return (org_id);

-- What was submitted never changes: receipt, history and "who entered this" are this row.
create table return_revision (
  campaign_id int not null, org_id int not null, rev int not null, actor_id int not null,
  at timestamptz not null, -- the domain's clock
  cells int8[] not null, -- scaled integers by the campaign's layout; an empty cell is 0 here and 0 in "has"
  has bit varying not null, na bit varying not null, -- na: does not apply, by the form or by the organisation's answer
  texts jsonb not null, -- { executions, reasons, explanations }
  checksum text not null, request_id uuid not null,
  primary key (campaign_id, org_id, rev),
  check (cardinality(cells) = length(has) and length(has) = length(na)), check (array_position(cells, null) is null)
);
create trigger return_revision_is_append_only before update or delete on return_revision
  for each row execute function refuse_change();

-- Every step of a return: the history, and the trail of its writes.
create table return_event (
  id bigint generated always as identity primary key, at timestamptz not null, written_at timestamptz not null default clock_timestamp(),
  campaign_id int not null, org_id int not null, rev int not null, actor_id int,
  action text not null check (action in ('begin', 'submit', 'send-back', 'accept', 'remark', 'reply', 'reopen')),
  detail jsonb
);
create index return_event_return on return_event (campaign_id, org_id, id);
create trigger return_event_is_append_only before update or delete on return_event
  for each row execute function refuse_change();

-- What is being filled in. Lives apart, so a draft never touches a counted row.
create table return_draft (
  campaign_id int not null, org_id int not null,
  entries jsonb not null default '{}', -- field → { value: as typed, rev: the save that changed it last, by: account }
  updated_at timestamptz not null, updated_by int,
  primary key (campaign_id, org_id), foreign key (campaign_id, org_id) references return
);

create table remark (
  id int generated always as identity primary key,
  campaign_id int not null, org_id int not null, rev int not null,
  at_field text not null, -- the field of the return that it is about; '' for the whole return
  text text not null check (length(text) between 1 and 2000), value_then text,
  account_id int references account, at timestamptz not null,
  answers int references remark, sent_at timestamptz, resolved_at timestamptz,
  foreign key (campaign_id, org_id) references return
);
create index remark_return on remark (campaign_id, org_id);

-- Marks of changed nodes: no key, only appended, so that no writer waits for another (performance: stored sums, folded).
create table consolidation_mark (campaign_id int not null, node_id int not null)
  with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create table consolidation (
  campaign_id int not null, node_id int not null,
  sums int8[] not null, ns int4[] not null, -- by the layout: the sum, and how many returns gave the cell
  nas int4[] not null, -- how many organisations the cell does not apply to
  submitted int not null, accepted int not null, expected int not null,
  folded_at timestamptz not null default now(),
  primary key (campaign_id, node_id)
) with (fillfactor = 40);

create function mark_return() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.parent_id is not null then
    insert into consolidation_mark values (old.campaign_id, old.parent_id);
  end if;
  if tg_op <> 'DELETE' and new.parent_id is not null and (tg_op = 'INSERT' or new.parent_id is distinct from old.parent_id) then
    insert into consolidation_mark values (new.campaign_id, new.parent_id);
  end if;
  return null;
end $$;
create trigger return_marks_new after insert or delete on return for each row execute function mark_return();
create trigger return_marks_changed after update of rev, state, parent_id, closed on return
  for each row execute function mark_return();

create function mark_node() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.parent_id is not null then
    insert into consolidation_mark values (old.campaign_id, old.parent_id);
  end if;
  if tg_op = 'DELETE' then
    insert into consolidation_mark values (old.campaign_id, old.node_id);
  end if;
  if tg_op <> 'DELETE' then
    insert into consolidation_mark values (new.campaign_id, new.node_id);
    if new.parent_id is not null then insert into consolidation_mark values (new.campaign_id, new.parent_id); end if;
  end if;
  return null;
end $$;
create trigger campaign_node_marks after insert or delete or update of parent_id on campaign_node
  for each row execute function mark_node();

-- A layout that has grown makes every stored row too short.
create function mark_campaign() returns trigger language plpgsql as $$
begin
  insert into consolidation_mark select new.id, node_id from campaign_node where campaign_id = new.id;
  return null;
end $$;
create trigger campaign_layout_marks after update of cells on campaign for each row execute function mark_campaign();
