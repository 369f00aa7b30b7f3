import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';
import type { EvidenceFile } from './files.ts';
import type { ReturnHead } from './returns.ts';

type Which = Pick<ReturnHead, 'campaignId' | 'organisationId'>;
/** A scan of the signed paper of one submission. */
export type Scan = { rev: number; checksum: string; accountId: number | null; file: EvidenceFile };

export async function insertScan(
  db: Database,
  { campaignId, organisationId }: Which,
  one: { rev: number; checksum: string; fileId: string; accountId: number | null; at: Date },
): Promise<void> {
  await sql`insert into return_scan (campaign_id, org_id, rev, checksum, file_id, account_id, at)
    values (${campaignId}, ${organisationId}, ${one.rev}, ${one.checksum}, ${one.fileId}::uuid, ${one.accountId},
      ${one.at})`.execute(db);
}

/** The scan that was attached last. */
export async function scanOf(db: Database, { campaignId, organisationId }: Which): Promise<Scan | undefined> {
  const { rows } = await sql<Scan>`select s.rev, s.checksum, s.account_id as "accountId",
      json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size) as file, s.at
    from return_scan s join file f on f.id = s.file_id
    where s.campaign_id = ${campaignId} and s.org_id = ${organisationId} order by s.id desc limit 1`.execute(
    db,
  );
  const [row] = rows as (Scan & { at: Date })[];
  return (
    row && {
      rev: row.rev,
      checksum: row.checksum,
      accountId: row.accountId,
      file: { ...row.file, at: row.at },
    }
  );
}

/** The submissions of that name: codes repeat from town to town, checksums do not. */
export async function submissionsNamed(
  db: Database,
  { slug, code, rev }: { slug: string; code: string; rev: number },
): Promise<{ checksum: string; isCounted: boolean }[]> {
  const { rows } = await sql<{ checksum: string; isCounted: boolean }>`
    select v.checksum, r.rev = v.rev and r.state in (2, 3) as "isCounted"
    from organisation o
    join return r on r.org_id = o.id
    join campaign c on c.id = r.campaign_id and c.slug = ${slug}
    join return_revision v on v.campaign_id = r.campaign_id and v.org_id = r.org_id and v.rev = ${rev}
    where o.code = ${code}`.execute(db);
  return rows;
}
