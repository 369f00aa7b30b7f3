-- Until when a return that was sent back is to be mended; nothing where it never was.
alter table return add column mend_by date;
alter table return_event drop constraint return_event_action_check;
alter table return_event add constraint return_event_action_check check (action in
  ('begin', 'submit', 'send-back', 'accept', 'remark', 'reply', 'reopen', 'recall', 'correct'));
-- Lateness asks for the few returns that came back to their schools.
create index return_event_back on return_event (campaign_id, org_id) where action in ('send-back', 'recall', 'reopen');

-- Who looks at a return. Apart from `return`, whose rows a quarter's end writes by dozens.
create table review (
  campaign_id int not null, org_id int not null,
  reviewer_id int references account, -- whose it is to look at; nothing: anybody's
  opened_rev int, opened_by int references account, opened_at timestamptz, -- the submission that a reviewer opened, and who was first
  raised_rev int, -- the submission that went up to the deputy, unreviewed
  primary key (campaign_id, org_id), foreign key (campaign_id, org_id) references return
);
-- Who has a return open just now.
create table review_watch (
  campaign_id int not null, org_id int not null, account_id int not null references account, at timestamptz not null,
  primary key (campaign_id, org_id, account_id), foreign key (campaign_id, org_id) references return
);
-- After how many working days without review a return goes up to the deputy.
create table review_setting (
  owner_id int primary key references organisation, days int not null check (days between 1 and 60)
);
-- A municipality's own remarks to choose from; taken off the list, never deleted.
create table ready_remark (
  id int generated always as identity primary key,
  owner_id int not null references organisation,
  fits text not null check (fits in ('number', 'activity', 'any')),
  text text not null check (length(text) between 1 and 2000),
  added_by int references account, added_at timestamptz not null, removed_at timestamptz
);
create index ready_remark_owner on ready_remark (owner_id) where removed_at is null;

-- «Уточнить»: a question at a single value, which neither sends the return back nor stops its clock.
create table value_question (
  id int generated always as identity primary key,
  campaign_id int not null, org_id int not null, rev int not null,
  at_field text not null, text text not null check (length(text) between 1 and 2000), value_then text,
  asked_by int references account, asked_at timestamptz not null,
  answer text, corrected_rev int, -- the revision that the answer made, where a number was wrong
  answered_by int references account, answered_at timestamptz,
  foreign key (campaign_id, org_id) references return,
  check ((answered_at is null) = (answer is null))
);
create index value_question_return on value_question (campaign_id, org_id);

-- A school asks at a cell; the answer stands there for every school of the campaign.
create table cell_answer (
  id int generated always as identity primary key,
  campaign_id int not null references campaign,
  place text not null, -- a cell, an activity as «f1 II.5», or '' for the form as a whole
  text text not null check (length(text) between 1 and 2000),
  answered_by int references account, answered_at timestamptz not null
);
create index cell_answer_campaign on cell_answer (campaign_id);
create table cell_question (
  id int generated always as identity primary key,
  campaign_id int not null, org_id int not null, place text not null,
  text text not null check (length(text) between 1 and 2000),
  asked_by int references account, asked_at timestamptz not null,
  answer_id int references cell_answer,
  foreign key (campaign_id, org_id) references return
);
create index cell_question_campaign on cell_question (campaign_id);
