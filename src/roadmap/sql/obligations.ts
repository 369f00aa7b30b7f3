import { sql } from 'kysely';
import type { Day, Deadline } from '#calendar';
import type { Database } from '#platform/database.server.ts';
import type { Followed } from '../rules/versions/follow.ts';

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

const PLAIN = sql`select id, activity_id as "activityId", organisation_id as "organisationId", term,
  starts_on as "startsOn", ends_on as "endsOn" from obligation`;

/** Some obligations with what the last version that has them says, ended ones too, in the order of the roadmap. */
export async function obligationsById(db: Database, ids: readonly number[]): Promise<Obligation[]> {
  if (!ids.length) return [];
  const { rows } =
    await sql<PlainObligation>`${PLAIN} where id = any(${ids}::int[]) order by term, id`.execute(db);
  return withActivities(db, rows);
}

/** The obligations in force of some organisations that begin by a day, in the order of the roadmap. */
export async function obligationsDue(
  db: Database,
  organisationIds: readonly number[],
  { startsBy = '9999-12-31' }: { startsBy?: Day } = {},
): Promise<Obligation[]> {
  const { rows } = await sql<PlainObligation>`${PLAIN} where organisation_id = any(${organisationIds}::int[])
    and ended_by is null and starts_on <= ${startsBy} order by term, id`.execute(db);
  return withActivities(db, rows);
}

type ActivitySaid = Omit<Obligation, Exclude<keyof PlainObligation, 'activityId'>>;

/**
 * What is said of an activity is read once and shared: forty schools would have the same text forty times.
 * It is what the last version that has the activity says.
 */
async function withActivities(db: Database, obligations: readonly PlainObligation[]): Promise<Obligation[]> {
  const owed = Map.groupBy(obligations, ({ activityId }) => activityId);
  const { rows } = await sql<ActivitySaid>`
    select a.activity_id as "activityId", a.code, a.section, a.title, a.short_title as "shortTitle", a.document,
      a.deadline, a.derived is not null as derived
    from (select distinct on (av.activity_id) av.* from activity_version av
        join roadmap_version v on v.id = av.version_id
        where av.activity_id = any(${[...owed.keys()]}::int[]) order by av.activity_id, v.number desc) a
      join roadmap_section s on s.version_id = a.version_id and s.numeral = a.section
    order by s.position, a.position, a.activity_id`.execute(db);
  return rows.flatMap(({ activityId, ...said }) => owed.get(activityId)!.map((one) => ({ ...one, ...said })));
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

/** How often versions have moved each of some obligations; those that never were are left out. */
export async function movesOf(db: Database, ids: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; moves: number }>`
    select obligation_id as id, count(*)::int as moves from obligation_move
    where obligation_id = any(${ids}::int[]) group by 1`.execute(db);
  return new Map(rows.map(({ id, moves }) => [id, moves]));
}

/** A term of an activity with all whom it binds: `obligations` and `organisations` side by side. */
export type ActivityTerm = {
  activityId: number;
  term: number;
  startsOn: Day;
  endsOn: Day;
  obligations: number[];
  organisations: number[];
};

/**
 * The obligations of a municipality's roadmap gathered by term: twenty thousand rows would take longer to read than to
 * count. Terms that bind the same organisations share one list.
 */
export async function termsUnder(db: Database, ownerId: number): Promise<ActivityTerm[]> {
  type Row = Omit<ActivityTerm, 'obligations' | 'organisations'> & { ids: string; bound: string };
  const { rows } = await sql<Row>`
    select o.activity_id as "activityId", min(o.term) as term, o.starts_on as "startsOn", o.ends_on as "endsOn",
      array_to_string(array_agg(o.id), ' ') as ids, array_to_string(array_agg(o.organisation_id), ' ') as bound
    from obligation o join activity a on a.id = o.activity_id join roadmap r on r.id = a.roadmap_id
    where r.owner_id = ${ownerId} and o.ended_by is null
    group by o.activity_id, o.starts_on, o.ends_on`.execute(db);
  const lists = new Map<string, number[]>();
  const list = (text: string) => {
    const known = lists.get(text);
    if (known) return known;
    const read = text.split(' ').map(Number);
    lists.set(text, read);
    return read;
  };
  return rows
    .map(({ ids, bound, ...term }) => ({
      ...term,
      obligations: ids.split(' ').map(Number),
      organisations: list(bound),
    }))
    .sort((one, other) => one.activityId - other.activityId || one.term - other.term);
}

/** Those whom the roadmap binds to anything: a campaign addresses them. */
export async function obligedOrganisations(db: Database, municipalityId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct o.organisation_id as id from obligation o join activity a on a.id = o.activity_id
      join roadmap r on r.id = a.roadmap_id
    where r.owner_id = ${municipalityId} and o.ended_by is null order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** All that ever were under a municipality's roadmap; `ended` by an earlier version or not. */
export async function allObligationsUnder(
  db: Database,
  ownerId: number,
): Promise<(PlainObligation & { ended: boolean })[]> {
  const { rows } = await sql<PlainObligation & { ended: boolean }>`
    select o.id, o.activity_id as "activityId", o.organisation_id as "organisationId", o.term,
      o.starts_on as "startsOn", o.ends_on as "endsOn", o.ended_by is not null as ended
    from obligation o join activity a on a.id = o.activity_id join roadmap r on r.id = a.roadmap_id
    where r.owner_id = ${ownerId} order by o.id`.execute(db);
  return rows;
}

/** What a version makes of the obligations before it: see `rules/versions/follow.ts`. */
export async function rewriteObligations(
  db: Database,
  versionId: number,
  { moved, ended, revived, added, terms }: Followed,
): Promise<void> {
  const rows = JSON.stringify(moved);
  await sql`insert into obligation_move (obligation_id, version_id, starts_on, ends_on)
    select o.id, ${versionId}, o.starts_on, o.ends_on
    from obligation o join json_to_recordset(${rows}::json) as m(id int) on m.id = o.id`.execute(db);
  await sql`update obligation o set starts_on = m.start, ends_on = m."end"
    from json_to_recordset(${rows}::json) as m(id int, start date, "end" date) where m.id = o.id`.execute(db);
  await sql`update obligation set ended_by = ${versionId} where id = any(${idsOf(ended)}::int[])`.execute(db);
  await sql`update obligation set ended_by = null where id = any(${idsOf(revived)}::int[])`.execute(db);
  await sql`update obligation o set term = t.term
    from json_to_recordset(${JSON.stringify(terms)}::json) as t(id int, term int) where t.id = o.id`.execute(
    db,
  );
  await insertObligations(
    db,
    versionId,
    added.map(({ start, end, ...one }) => ({ ...one, startsOn: start, endsOn: end })),
  );
}

const idsOf = (obligations: readonly { id: number }[]) => obligations.map(({ id }) => id);

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
