import { sql } from 'kysely';
import type { Day } from '#calendar';
import type { Database } from '#platform/database.server.ts';
import type {
  Reasons,
  VersionActivity,
  VersionContent,
  VersionResponsible,
} from '../rules/versions/content.ts';
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
  /** Why it differs from the version before: by activity. */
  reasons: Reasons;
};
export type StoredResponsible = VersionResponsible;
/** An activity without its links: see `linksOf`. */
export type ApprovedActivity = Omit<VersionActivity, 'after'>;
export type ApprovedSection = { numeral: string; title: string };

const versions = (db: Database) =>
  tables(db)
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
      'v.reasons',
    ]);

/** The latest approved version, or nothing where a municipality has no roadmap yet. */
export function currentRoadmap(db: Database, municipalityId: number): Promise<ApprovedRoadmap | undefined> {
  return versions(db).where('r.owner_id', '=', municipalityId).orderBy('v.number', 'desc').executeTakeFirst();
}

/** All versions of a municipality's roadmap, the newest first. */
export const versionsOf = (db: Database, ownerId: number): Promise<ApprovedRoadmap[]> =>
  versions(db).where('r.owner_id', '=', ownerId).orderBy('v.number', 'desc').execute();

export const versionById = (db: Database, versionId: number): Promise<ApprovedRoadmap | undefined> =>
  versions(db).where('v.id', '=', versionId).executeTakeFirst();

/** All that a version says, links included. */
export async function contentOf(
  db: Database,
  { versionId, title, startsOn, endsOn }: ApprovedRoadmap,
): Promise<VersionContent> {
  const [sections, activities, links] = [
    await sectionsOf(db, versionId),
    await activitiesOf(db, versionId),
    Map.groupBy(await linksOf(db, versionId), ({ activityId }) => activityId),
  ];
  const after = (id: number) => (links.get(id) ?? []).map((link) => link.after);
  return {
    title,
    period: { start: startsOn, end: endsOn },
    sections,
    activities: activities.map((one) => ({ ...one, after: after(one.activityId) })),
  };
}

/** The links of a version: `after` must end before `activityId` begins. */
export const linksOf = (db: Database, versionId: number): Promise<{ activityId: number; after: number }[]> =>
  tables(db)
    .selectFrom('activity_link')
    .select(['activity_id as activityId', 'after_id as after'])
    .where('version_id', '=', versionId)
    .orderBy('activity_id')
    .orderBy('after_id')
    .execute();

/** Says what begins after what in a version that is being made. */
export async function linkActivities(
  db: Database,
  versionId: number,
  links: readonly { activity: number; after: number }[],
): Promise<void> {
  await tables(db)
    .insertInto('activity_link')
    .values(
      links.map(({ activity, after }) => ({ version_id: versionId, activity_id: activity, after_id: after })),
    )
    .execute();
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
  /** Those that an earlier version has already keep their numbers. */
  activities: (Omit<VersionActivity, 'activityId' | 'after'> & { activityId?: number; after?: number[] })[];
};

/** Writes version, sections, activities and links; the ids of the activities come back in their order. */
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
      reasons: json(version.reasons),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tables(db)
    .insertInto('roadmap_section')
    .values(version.sections.map((section, position) => ({ version_id: versionId, ...section, position })))
    .execute();
  const fresh = version.activities.filter(({ activityId }) => activityId === undefined).length;
  const ids = await newActivities(db, version.roadmapId, fresh);
  const activityIds = version.activities.map(({ activityId }) => activityId ?? ids.shift()!);
  await tables(db)
    .insertInto('activity_version')
    .values(
      version.activities.map((one, position) => ({
        version_id: versionId,
        activity_id: activityIds[position]!,
        position,
        code: one.code,
        section: one.section,
        number: one.number,
        title: one.title,
        short_title: one.shortTitle,
        document: one.document,
        result: one.result,
        deadline: json(one.deadline),
        responsibles: json(one.responsibles),
        derived: one.derived,
        source: json(one.source),
      })),
    )
    .execute();
  const links = version.activities.flatMap(({ after = [] }, at) =>
    after.map((id) => ({ version_id: versionId, activity_id: activityIds[at]!, after_id: id })),
  );
  if (links.length) await tables(db).insertInto('activity_link').values(links).execute();
  return { versionId, activityIds };
}

/** Numbers for activities that no version has yet, in order. */
export async function newActivities(db: Database, roadmapId: number, count: number): Promise<number[]> {
  if (!count) return [];
  const ids = await tables(db)
    .insertInto('activity')
    .values(Array.from({ length: count }, () => ({ roadmap_id: roadmapId })))
    .returning('id')
    .execute();
  return ids.map(({ id }) => id).sort((one, other) => one - other);
}

const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;
