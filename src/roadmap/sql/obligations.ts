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

/** An obligation alone, where what its activity says is known already. */
export type PlainObligation = Pick<
  Obligation,
  'id' | 'activityId' | 'organisationId' | 'term' | 'startsOn' | 'endsOn'
>;

/** All obligations that a municipality's roadmap lays on its organisations now. */
export async function obligationsUnder(db: Database, municipalityId: number): Promise<PlainObligation[]> {
  const { rows } = await sql<PlainObligation>`
    select o.id, o.activity_id as "activityId", o.organisation_id as "organisationId", o.term,
      o.starts_on as "startsOn", o.ends_on as "endsOn"
    from obligation o join activity a on a.id = o.activity_id join roadmap r on r.id = a.roadmap_id
    where r.owner_id = ${municipalityId} and o.ended_by is null
    order by o.activity_id, o.term, o.organisation_id`.execute(db);
  return rows;
}

/** Those whom the roadmap binds to anything: a campaign addresses them. */
export async function obligedOrganisations(db: Database, municipalityId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct o.organisation_id as id from obligation o join activity a on a.id = o.activity_id
      join roadmap r on r.id = a.roadmap_id
    where r.owner_id = ${municipalityId} and o.ended_by is null order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** Many at once: a town of 200 schools has tens of thousands. */
export async function insertObligations(
  db: Database,
  versionId: number,
  obligations: readonly Omit<PlainObligation, 'id'>[],
): Promise<void> {
  await sql`insert into obligation (activity_id, organisation_id, term, starts_on, ends_on, version_id)
    select "activityId", "organisationId", term, "startsOn", "endsOn", ${versionId}
    from json_to_recordset(${JSON.stringify(obligations)}::json)
      as o("activityId" int, "organisationId" int, term int, "startsOn" date, "endsOn" date)`.execute(db);
}
