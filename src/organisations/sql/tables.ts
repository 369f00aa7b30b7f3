import type { Generated } from 'kysely';
import type { Database } from '#platform/database.server.ts';

export type Kind =
  | 'country'
  | 'region'
  | 'municipality'
  | 'authority'
  | 'methodological-centre'
  | 'school'
  | 'primary-school'
  | 'kindergarten'
  | 'supplementary'
  | 'college'
  | 'other';

export type OrganisationsTable = {
  id: Generated<number>;
  parent_id: number | null;
  path: string;
  code: string;
  kind: Kind;
  name: string;
  short_name: string;
  mark: string;
  low_performing: Generated<boolean>;
  adverse_conditions: Generated<boolean>;
  profile: Generated<Record<string, number>>;
  phone: Generated<string>;
  time_zone: string | null;
  closed_at: Date | null;
};
type AccountsTable = {
  id: Generated<number>;
  login: string;
  name: string;
  password: string | null;
  locale: 'ru' | 'en' | null;
  seen_at: Date | null;
  disabled_at: Date | null;
  created_at: Generated<Date>;
};
type RoleGrantsTable = { account_id: number; organisation_id: number; role: string };
type NoticesTable = {
  id: Generated<number>;
  organisation_id: number;
  roles: string[];
  code: string;
  params: unknown;
  href: string;
  at: Date;
};
type NoticesSeenTable = { account_id: number; notice_id: number; at: Date };

export const tables = (db: Database) =>
  db.withTables<{
    organisation: OrganisationsTable;
    account: AccountsTable;
    role_grant: RoleGrantsTable;
    notice: NoticesTable;
    notice_seen: NoticesSeenTable;
  }>();
