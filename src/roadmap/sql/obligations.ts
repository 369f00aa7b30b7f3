import { sql } from 'kysely';
import type { Day, Deadline } from '#calendar';
import type { Database } from '#platform/database.server.ts';

/** One activity × one responsible organisation × one due interval, with what the newest version says of the activity. */
export type Obligation = {
  id: number;
  organisationId: number;
  activityId: number;
  term: number;
  startsOn: Day;
  endsOn: Day;
  code: string;
  section: string;
  title: string;
  shortTitle: string;
  /** The document that shows that it was done; empty where the roadmap names none. */
  document: string;
  deadline: Deadline;
  /** The system knows it and does not ask: taking part in the monitoring. */
  derived: boolean;
};

/** The obligations in force of some organisations that begin by a day, in the order of the roadmap. */
export async function obligationsDue(
  db: Database,
  organisationIds: readonly number[],
  { startsBy = '9999-12-31' }: { startsBy?: Day } = {},
): Promise<Obligation[]> {
  const { rows } = await sql<Obligation>`
    select o.id, o.organisation_id as "organisationId", o.activity_id as "activityId", o.term,
      o.starts_on as "startsOn", o.ends_on as "endsOn", a.code, a.section, a.title, a.short_title as "shortTitle",
      a.document, a.deadline, a.derived is not null as derived
    from obligation o join lateral (
      select av.* from activity_version av join roadmap_version v on v.id = av.version_id
      where av.activity_id = o.activity_id order by v.number desc limit 1) a on true
      join roadmap_section s on s.version_id = a.version_id and s.numeral = a.section
    where o.organisation_id = any(${organisationIds}::int[]) and o.ended_by is null and o.starts_on <= ${startsBy}
    order by s.position, a.position, o.term, o.id`.execute(db);
  return rows;
}
