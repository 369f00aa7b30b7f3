import { sql } from 'kysely';
import type { Day, Deadline } from '#calendar';
import type { Database } from '#platform/database.server.ts';
import { tables } from './tables.ts';

/** The version in force of a municipality's roadmap. */
export type ApprovedRoadmap = {
  roadmapId: number;
  versionId: number;
  ownerId: number;
  number: number;
  title: string;
  startsOn: Day;
  endsOn: Day;
  orderNumber: string;
  orderedOn: Day;
  orderTitle: string;
  authority: string;
  approvedAt: Date;
  importId: number | null;
};
export type StoredResponsible = { text: string; role: 'executor' | 'co-executor'; organisations: number[] };
export type ApprovedActivity = {
  activityId: number;
  /** «III.7» */
  code: string;
  section: string;
  number: string;
  title: string;
  shortTitle: string;
  document: string;
  result: string;
  deadline: Deadline;
  responsibles: StoredResponsible[];
  derived: 'monitoring' | null;
  source: { firstLine: number; lastLine: number } | null;
};
export type ApprovedSection = { numeral: string; title: string };

/** The latest approved version, or nothing where a municipality has no roadmap yet. */
export function currentRoadmap(db: Database, municipalityId: number): Promise<ApprovedRoadmap | undefined> {
  return tables(db)
    .selectFrom('roadmap_version as v')
    .innerJoin('roadmap as r', 'r.id', 'v.roadmap_id')
    .select([
      'r.id as roadmapId',
      'v.id as versionId',
      'r.owner_id as ownerId',
      'v.number',
      'v.title',
      'v.starts_on as startsOn',
      'v.ends_on as endsOn',
      'v.order_number as orderNumber',
      'v.ordered_on as orderedOn',
      'v.order_title as orderTitle',
      'v.authority',
      'v.approved_at as approvedAt',
      'v.import_id as importId',
    ])
    .where('r.owner_id', '=', municipalityId)
    .orderBy('v.number', 'desc')
    .executeTakeFirst();
}

export function sectionsOf(db: Database, versionId: number): Promise<ApprovedSection[]> {
  return tables(db)
    .selectFrom('roadmap_section')
    .select(['numeral', 'title'])
    .where('version_id', '=', versionId)
    .orderBy('position')
    .execute();
}

/** The activities of a version in the order of the document. */
export function activitiesOf(db: Database, versionId: number): Promise<ApprovedActivity[]> {
  return tables(db)
    .selectFrom('activity_version')
    .select([
      'activity_id as activityId',
      'code',
      'section',
      'number',
      'title',
      'short_title as shortTitle',
      'document',
      'result',
      'deadline',
      'responsibles',
      'derived',
      'source',
    ])
    .where('version_id', '=', versionId)
    .orderBy('position')
    .execute();
}

/**
 * The municipality's roadmap, made where there is none and held until the transaction ends: of two approvals at once
 * the second sees the first's version.
 */
export async function lockRoadmap(db: Database, ownerId: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`insert into roadmap (owner_id) values (${ownerId})
    on conflict (owner_id) do update set owner_id = excluded.owner_id returning id`.execute(db);
  return rows[0]!.id;
}

export type NewVersion = Omit<ApprovedRoadmap, 'versionId' | 'ownerId'> & {
  accountId: number | null;
  sections: ApprovedSection[];
  activities: Omit<ApprovedActivity, 'activityId'>[];
};

/** Writes version, sections and activities; the ids of the activities come back in their order. */
export async function insertVersion(
  db: Database,
  version: NewVersion,
): Promise<{ versionId: number; activityIds: number[] }> {
  const { id: versionId } = await tables(db)
    .insertInto('roadmap_version')
    .values({
      roadmap_id: version.roadmapId,
      number: version.number,
      title: version.title,
      starts_on: version.startsOn,
      ends_on: version.endsOn,
      order_number: version.orderNumber,
      ordered_on: version.orderedOn,
      order_title: version.orderTitle,
      authority: version.authority,
      import_id: version.importId,
      account_id: version.accountId,
      approved_at: version.approvedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tables(db)
    .insertInto('roadmap_section')
    .values(version.sections.map((section, position) => ({ version_id: versionId, ...section, position })))
    .execute();
  const ids = await tables(db)
    .insertInto('activity')
    .values(version.activities.map(() => ({ roadmap_id: version.roadmapId })))
    .returning('id')
    .execute();
  const activityIds = ids.map(({ id }) => id).sort((one, other) => one - other);
  await tables(db)
    .insertInto('activity_version')
    .values(
      version.activities.map(({ shortTitle, deadline, responsibles, source, ...texts }, position) => ({
        version_id: versionId,
        activity_id: activityIds[position]!,
        position,
        ...texts,
        short_title: shortTitle,
        deadline: json(deadline),
        responsibles: json(responsibles),
        source: json(source),
      })),
    )
    .execute();
  return { versionId, activityIds };
}

const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;
