import { z } from 'zod';
import { record } from '#platform/audit.ts';
import {
  checkPassword,
  endSession,
  listApiTokens,
  listSessions,
  makeApiToken,
  openSession,
  replacePassword,
  revokeApiToken,
  setPasswordByLink,
} from '#platform/sessions.ts';
import { type Context, read as readInput, reading, useCase } from '#platform/use-case.ts';
import { anyone, oneself } from './access.ts';
import { newPassword } from './new-password.ts';
import { setLocale } from './sql/people.ts';

/** What a person does to their own way in: sessions, password, tokens, language. */
export const ownAccess = reading('own.show', z.object({}), async (context) => {
  const accountId = oneself(context);
  return {
    sessions: await listSessions(context.db, accountId),
    tokens: await listApiTokens(context.db, accountId),
  };
});

export const endOwnSession = useCase(
  'own.end-session',
  z.object({ id: z.uuid() }),
  async (context, { id }) => {
    const accountId = oneself(context);
    await endSession(context.db, accountId, id);
    await record(context, { action: 'own.end-session', subject: `account ${accountId}` });
    return { id };
  },
);

const change = useCase(
  'own.change-password',
  z.object({ hashed: z.string(), session: z.uuid().nullable() }),
  async (context, { hashed, session }) => {
    const accountId = oneself(context);
    await replacePassword(context.db, accountId, hashed, session);
    await record(context, { action: 'own.change-password', subject: `account ${accountId}` });
  },
);

/**
 * Changes one's own password and ends one's other sessions.
 * @param session the one that stays
 * @throws Failure `access.wrong-password`, `access.too-many-attempts`, `access.password-too-short`
 */
export async function changeOwnPassword(
  context: Context,
  { current, next, session }: { current: string; next: string; session: string | null },
): Promise<void> {
  await checkPassword(context.db, oneself(context), current); // counts, so outside the transaction
  await change(context, { hashed: await newPassword(next, 'nextPassword'), session });
}

/** A bearer token for the API, told here and nowhere else. It can do what the person can. */
export const makeOwnToken = useCase(
  'own.make-token',
  z.object({
    name: z.string().trim().min(1, 'access.token-name-missing').max(100),
    days: z.int().min(1).max(366).default(90),
  }),
  async (context, { name, days }) => {
    const accountId = oneself(context);
    const token = await makeApiToken(context.db, accountId, name, days);
    await record(context, {
      action: 'own.make-token',
      subject: `account ${accountId}`,
      after: { name, days },
    });
    return { token };
  },
);

export const revokeOwnToken = useCase(
  'own.revoke-token',
  z.object({ id: z.int().positive() }),
  async (context, { id }) => {
    const accountId = oneself(context);
    await revokeApiToken(context.db, accountId, id);
    await record(context, { action: 'own.revoke-token', subject: `account ${accountId}`, before: { id } });
    return { id };
  },
);

export const chooseLanguage = useCase(
  'own.choose-language',
  z.object({ locale: z.enum(['ru', 'en']) }),
  async (context, { locale }) => {
    const accountId = oneself(context);
    await setLocale(context.db, accountId, locale);
    await record(context, {
      action: 'own.choose-language',
      subject: `account ${accountId}`,
      after: { locale },
    });
    return { locale };
  },
);

const take = useCase(
  'own.take-invitation',
  z.object({ code: z.string().max(200), hashed: z.string(), address: z.string(), agent: z.string() }),
  async (context, { code, hashed, address, agent }) => {
    anyone(context); // the link itself is the right
    const accountId = await setPasswordByLink(context.db, code, hashed);
    await record(
      { ...context, actor: { ...context.actor, accountId } },
      { action: 'own.take-invitation', subject: `account ${accountId}` },
    );
    return openSession(context.db, accountId, { address, agent });
  },
);

/**
 * Sets a password by a one-time link and signs in.
 * @throws Failure `access.link-used-or-expired`, `access.password-too-short`
 */
export async function takeInvitation(
  context: Context,
  input: { code: string; password: string; address: string; agent: string },
): Promise<{ session: string }> {
  const { password, ...rest } = input;
  const hashed = await newPassword(password, 'password'); // may refuse: before the link is spent
  return { session: await take(context, { ...rest, hashed }) };
}

const takeForToken = useCase(
  'own.take-invitation',
  z.object({ code: z.string(), hashed: z.string(), name: z.string(), days: z.int() }),
  async (context, { code, hashed, name, days }) => {
    anyone(context); // the link itself is the right
    const accountId = await setPasswordByLink(context.db, code, hashed);
    const token = await makeApiToken(context.db, accountId, name, days);
    await record(
      { ...context, actor: { ...context.actor, accountId } },
      { action: 'own.take-invitation', subject: `account ${accountId}`, after: { name, days } },
    );
    return { token };
  },
);

const Taken = z.object({
  code: z.string().max(200),
  password: z.string().max(1_000),
  /** What the token is for. */
  name: z.string().trim().min(1, 'access.token-name-missing').max(100),
  days: z.int().min(1).max(366).default(90),
});

/**
 * The same for a program: gives a token in place of a session.
 * @throws Failure `access.link-used-or-expired`, `access.password-too-short`
 */
export const takeInvitationForToken = Object.assign(
  async (context: Context, input: z.input<typeof Taken>): Promise<{ token: string }> => {
    const { password, ...rest } = readInput(Taken, input);
    return takeForToken(context, { ...rest, hashed: await newPassword(password, 'password') });
  },
  { title: 'own.take-invitation', schema: Taken },
);
