-- The journal: what `record` wrote, and the submissions of returns, whose one statement carries its own trail.
create view journal as
  select 'a' || id as key, written_at, at, account_id, action, organisation_id, subject, before, after from audit
  union all
  select 'r' || e.id, e.written_at, e.at, e.actor_id, 'return.submit', e.org_id,
    'return ' || c.slug || '/' || o.code, null, jsonb_build_object('rev', e.rev)
  from return_event e join campaign c on c.id = e.campaign_id join organisation o on o.id = e.org_id
  where e.action = 'submit';
create index audit_written on audit (written_at);
create index return_event_written on return_event (written_at) where action = 'submit';
