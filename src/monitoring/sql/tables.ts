import type { Generated } from 'kysely';
import type { Database } from '#platform/database.server.ts';

/** States of a return as they are stored; their names are in `rules/return-steps.ts`. */
export const STATE = { released: -1, draft: 0, returned: 1, submitted: 2, accepted: 3 } as const;

export type CampaignTable = {
  id: Generated<number>;
  owner_id: number;
  slug: string;
  starts_on: string;
  ends_on: string;
  due_on: string;
  time_zone: string;
  state: Generated<'open' | 'closed'>;
  form_code: string;
  form_version: number;
  more_forms: string[];
  /** The layout: `cells[i]` (code) with `scales[i]` stands at position i of a revision's arrays. */
  cells: string[];
  scales: number[];
  opened_at: Date;
  closed_at: Date | null;
};
type ReturnTable = {
  campaign_id: number;
  org_id: number;
  parent_id: number | null;
  rev: Generated<number>;
  state: Generated<number>;
  draft_rev: Generated<number>;
  closed: string;
  due_on: string;
  mend_by: string | null;
  submitted_at: Date | null;
  first_submitted_at: Date | null;
  first_seen_at: Date | null;
  updated_at: Generated<Date>;
};
type RevisionTable = {
  campaign_id: number;
  org_id: number;
  rev: number;
  actor_id: number;
  at: Date;
  cells: string;
  has: string;
  na: string;
  texts: unknown;
  checksum: string;
  request_id: string;
};
type EventTable = {
  id: Generated<number>;
  at: Date;
  campaign_id: number;
  org_id: number;
  rev: number;
  actor_id: number | null;
  action: 'begin' | 'submit' | 'send-back' | 'accept' | 'remark' | 'reply' | 'reopen' | 'recall' | 'correct';
  detail: unknown;
};
type DraftTable = {
  campaign_id: number;
  org_id: number;
  entries: unknown;
  updated_at: Date;
  updated_by: number | null;
};
type RemarkTable = {
  id: Generated<number>;
  campaign_id: number;
  org_id: number;
  rev: number;
  at_field: string;
  text: string;
  value_then: string | null;
  account_id: number | null;
  at: Date;
  answers: number | null;
  sent_at: Date | null;
  resolved_at: Date | null;
};
type NodeTable = { campaign_id: number; node_id: number; parent_id: number | null; level: number };
type FormTable = { code: string; version: number; definition: unknown; sha256: string; published_at: Date };

export const tables = (db: Database) =>
  db.withTables<{
    campaign: CampaignTable;
    campaign_node: NodeTable;
    form: FormTable;
    return: ReturnTable;
    return_revision: RevisionTable;
    return_event: EventTable;
    return_draft: DraftTable;
    remark: RemarkTable;
  }>();
