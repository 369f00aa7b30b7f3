import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Passwords that the server itself must say again, to another server. What is sealed stands in the database; the key does
 * not, so neither a copy of the database nor a page can give them away.
 */
export type Vault = {
  /** `purpose` is what it is good for: under another it does not open. */
  seal(text: string, purpose: string): Promise<Buffer>;
  /** Nothing where it was sealed by another key or for another purpose. */
  open(sealed: Uint8Array, purpose: string): Promise<string | undefined>;
};

const IV = 12;
const TAG = 16;

/** Without a folder the key lives as long as the process. */
export function vaultIn(folder?: string): Vault {
  let known: Promise<Buffer> | undefined;
  const key = () => {
    known ??= folder ? keyIn(folder) : Promise.resolve(randomBytes(32));
    known.catch(() => (known = undefined)); // a full disk need not stay full
    return known;
  };
  return {
    async seal(text, purpose) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', await key(), iv).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    async open(sealed, purpose) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < IV + TAG) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', await key(), bytes.subarray(0, IV), {
        authTagLength: TAG,
      });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(IV, IV + TAG));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/** The key of a data folder, made when it is first asked for. It is no part of a backup. */
async function keyIn(folder: string): Promise<Buffer> {
  const file = path.join(folder, 'secret.key');
  const made = randomBytes(32).toString('base64');
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, made, { mode: 0o600, flag: 'wx' });
    return Buffer.from(made, 'base64');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from(await readFile(file, 'utf8'), 'base64');
  if (key.length !== 32) throw new Error(`${file} is damaged: remove it and enter the passwords anew`);
  return key;
}
