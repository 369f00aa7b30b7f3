import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Failure } from './failure.ts';
import { turns } from './turns.ts';

const argon2id = promisify(argon2);
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const AT_ONCE = 2; // each takes 19 MB for a moment: more at once, and a flood takes all memory
const SHORTEST = 10;
const LONGEST = 200;

const inTurn = turns(AT_ONCE);
const derive = (password: string, nonce: Buffer, cost = COST): Promise<Buffer> =>
  inTurn(async () => {
    const message = Buffer.from(password.normalize('NFKC'));
    return (await argon2id('argon2id', { message, nonce, tagLength: 32, ...cost })) as Buffer;
  });

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** The common form `$argon2id$v=19$m=…,t=…,p=…$salt$key`. @throws Failure `access.password-too-short`, `…-too-long` */
export async function hashPassword(password: string): Promise<string> {
  const length = [...password].length;
  if (length < SHORTEST) throw new Failure('invalid', 'access.password-too-short', { least: SHORTEST });
  if (length > LONGEST) throw new Failure('invalid', 'access.password-too-long', { most: LONGEST });
  const salt = randomBytes(16);
  const { memory: m, passes: t, parallelism: p } = COST;
  return `$argon2id$v=19$m=${m},t=${t},p=${p}$${unpadded(salt)}$${unpadded(await derive(password, salt))}`;
}

let nobody: Promise<string> | undefined;

/** Compares with a hash of nobody's where there is none, so that both take the same time. */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(24).toString('base64url'));
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(
    stored ?? (await nobody),
  );
  if (!parts) return false;
  const [, m, t, p, salt, key] = parts;
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
  const got = await derive(password.slice(0, 1000), Buffer.from(salt!, 'base64'), cost);
  const kept = Buffer.from(key!, 'base64');
  return got.length === kept.length && timingSafeEqual(got, kept) && stored != null;
}
