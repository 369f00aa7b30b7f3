import type { Generated } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { Frozen } from '../rules/frozen.ts';
import type { Published } from '../rules/published.ts';

type ReportsTable = {
  id: Generated<number>;
  campaign_id: number;
  frozen: Frozen;
  conclusions: Generated<string>;
  proposals: Generated<string>;
  rev: Generated<number>;
  account_id: number | null;
  at: Date;
};
type PublicationsTable = {
  owner_id: number;
  campaign_id: number;
  figures: Published;
  account_id: number | null;
  at: Date;
};

export const tables = (db: Database) =>
  db.withTables<{ report: ReportsTable; publication: PublicationsTable }>();
