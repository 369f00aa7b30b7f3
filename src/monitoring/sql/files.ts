import { sql } from 'kysely';
import type { Database } from '#platform/database.server.ts';

export type EvidenceFile = { id: string; name: string; mediaType: string; size: number; at: Date };
const columns = sql`id, name, media_type as "mediaType", size, at`;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An organisation's files by their ids; another's are not among them. */
export async function filesOf(
  db: Database,
  organisationId: number,
  ids: readonly string[],
): Promise<EvidenceFile[]> {
  const known = ids.filter((id) => UUID.test(id));
  if (known.length === 0) return [];
  const { rows } = await sql<EvidenceFile>`select ${columns} from file
    where organisation_id = ${organisationId} and id = any(${known}::uuid[])`.execute(db);
  return rows;
}

export async function insertFile(
  db: Database,
  one: {
    organisationId: number;
    name: string;
    mediaType: string;
    sha256: Buffer;
    bytes: Buffer;
    accountId: number | null;
    at: Date;
  },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into file (organisation_id, name, media_type, size, sha256, bytes, account_id, at)
    values (${one.organisationId}, ${one.name}, ${one.mediaType}, ${one.bytes.length}, ${one.sha256}, ${one.bytes},
      ${one.accountId}, ${one.at}) returning id`.execute(db);
  return rows[0]!.id;
}

export async function fileWithBytes(
  db: Database,
  id: string,
): Promise<(EvidenceFile & { organisationId: number; bytes: Buffer }) | undefined> {
  if (!UUID.test(id)) return undefined;
  const { rows } = await sql<EvidenceFile & { organisationId: number; bytes: Buffer }>`
    select ${columns}, organisation_id as "organisationId", bytes from file where id = ${id}::uuid`.execute(
    db,
  );
  return rows[0];
}
