import type { Generated } from 'kysely';
import type { Deadline } from '#calendar';
import type { Database } from '#platform/database.server.ts';
import type { Format } from '../formats/document.ts';
import type { Answers, Assignment, Edits } from '../rules/edits.ts';
import type { Reading } from '../rules/read-roadmap.ts';
import type { Reasons, VersionContent } from '../rules/versions/content.ts';
import type { Column, Known } from '../rules/reading/columns.ts';
import type { Part } from '../rules/reading/rows.ts';
import type { StoredResponsible } from './roadmaps.ts';

export type ImportsTable = {
  id: Generated<number>;
  owner_id: number;
  file_name: string;
  source: string;
  parts: Part[] | null;
  format: Format;
  known: Generated<Known>;
  reading: Reading;
  edits: Generated<Edits>;
  answers: Generated<Answers>;
  revision: Generated<number>;
  account_id: number | null;
  at: Date;
  approved_at: Date | null;
};
type HeadingsTable = {
  owner_id: number;
  heading: string;
  means: Column;
  account_id: number | null;
  at: Date;
};
type ExecutorsTable = {
  owner_id: number;
  words: string;
  assignment: Assignment;
  account_id: number | null;
  at: Date;
};
type RoadmapsTable = { id: Generated<number>; owner_id: number };
type VersionsTable = {
  id: Generated<number>;
  roadmap_id: number;
  number: number;
  title: string;
  starts_on: string;
  ends_on: string;
  order_number: string;
  ordered_on: string;
  order_title: string;
  authority: string;
  import_id: number | null;
  account_id: number | null;
  approved_at: Date;
  reasons: Generated<Reasons>;
};
type SectionsTable = { version_id: number; numeral: string; title: string; position: number };
type ActivitiesTable = { id: Generated<number>; roadmap_id: number; carries_out: Generated<number | null> };
type ActivityVersionsTable = {
  version_id: number;
  activity_id: number;
  code: string;
  section: string;
  number: string;
  position: number;
  title: string;
  short_title: string;
  document: string;
  result: string;
  deadline: Deadline;
  responsibles: StoredResponsible[];
  derived: 'monitoring' | null;
  source: { firstLine: number; lastLine: number } | null;
};
type ObligationsTable = {
  id: Generated<number>;
  activity_id: number;
  organisation_id: number;
  term: number;
  starts_on: string;
  ends_on: string;
  version_id: number;
  ended_by: number | null;
};

/** A proposal that was decided: what was dropped once is not proposed again. */
export type Decisions = Record<string, 'taken' | 'dropped'>;
type DraftsTable = {
  id: Generated<number>;
  roadmap_id: number;
  based_on: number;
  content: VersionContent;
  reasons: Generated<Reasons>;
  decisions: Generated<Decisions>;
  revision: Generated<number>;
  account_id: number | null;
  at: Date;
  changed_by: number | null;
  changed_at: Date;
  closed_at: Date | null;
  version_id: number | null;
};
type LinksTable = { version_id: number; activity_id: number; after_id: number };

export const tables = (db: Database) =>
  db.withTables<{
    roadmap_import: ImportsTable;
    roadmap_heading: HeadingsTable;
    roadmap_executor: ExecutorsTable;
    roadmap: RoadmapsTable;
    roadmap_version: VersionsTable;
    roadmap_section: SectionsTable;
    activity: ActivitiesTable;
    activity_version: ActivityVersionsTable;
    obligation: ObligationsTable;
    roadmap_draft: DraftsTable;
    activity_link: LinksTable;
  }>();
