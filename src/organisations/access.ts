import { Failure } from '#platform/failure.ts';
import type { Context } from '#platform/use-case.ts';

/**
 * The one table of rights: who may do what. A role is held at an organisation and reaches everything below it.
 * `reach` bounds every query (outside it a thing does not exist: 404); `allow` decides (403).
 */
export type Role = 'administrator' | 'coordinator' | 'controller' | 'working-group' | 'head' | 'curator';
export const ROLES = [
  'administrator',
  'coordinator',
  'controller',
  'working-group',
  'head',
  'curator',
] as const;

const SCHOOL = ['head', 'curator'] as const;
const READERS = ['coordinator', 'controller', 'working-group'] as const;

export const ALLOWED = {
  'organisation.read': ['administrator', ...READERS, ...SCHOOL],
  'organisation.change': ['administrator'],
  'people.read': ['administrator'],
  'people.change': ['administrator'],
  'journal.read': ['administrator', 'controller'],
  'settings.change': ['administrator'],
  'roadmap.read': ['administrator', ...READERS, ...SCHOOL],
  'roadmap.change': ['coordinator'],
  'form.read': [...READERS],
  'form.change': ['coordinator'],
  'campaign.read': [...READERS, ...SCHOOL],
  'campaign.change': ['coordinator'],
  'return.read': [...READERS, ...SCHOOL],
  'return.fill': [...SCHOOL],
  'return.submit': [...SCHOOL],
  /** To enter and submit an organisation's figures by its words, once it is said by whose and why. */
  'return.enter-for': ['coordinator'],
  /** The mailbox to which schools send workbooks: where it is, and its password. */
  'mail.change': ['administrator', 'coordinator'],
  'return.inspect': [...READERS],
  'return.remark': ['coordinator', 'working-group'],
  'return.review': ['coordinator'],
  'consolidation.read': [...READERS, ...SCHOOL],
  'overview.read': [...READERS],
  'report.read': [...READERS],
  'report.draft': ['coordinator'],
  'site.change': ['coordinator'],
} as const satisfies Record<string, readonly Role[]>;
export type Action = keyof typeof ALLOWED;

const holds = (action: Action, role: string) => (ALLOWED[action] as readonly string[]).includes(role);

/**
 * The nodes under which the actor may do the action, as tree paths; none means nowhere. What belongs to an organisation
 * *above* the actor (a school reads its municipality's roadmap) is found by `path @> any(nodes)`, what lies below by `<@`.
 */
export function reach({ actor, gate }: Context, action: Action): string[] {
  gate.asked = true;
  return actor.grants.filter(({ role }) => holds(action, role)).map(({ at }) => at);
}

const isBelow = (path: string, node: string) => path === node || path.startsWith(`${node}.`);

/** Whether the actor may do the action to what stands at `path`. For showing or hiding a button; a use case calls `allow`. */
export function may({ actor }: Pick<Context, 'actor'>, action: Action, path: string): boolean {
  return actor.grants.some(({ role, at }) => holds(action, role) && isBelow(path, at));
}

/** @throws Failure `access.sign-in` for a stranger, `access.denied` for others */
export function allow(context: Context, action: Action, path: string): void {
  context.gate.asked = true;
  if (may(context, action, path)) return;
  throw context.actor.accountId === null
    ? new Failure('unauthenticated', 'access.sign-in')
    : new Failure('forbidden', 'access.denied');
}

/** For what everybody may see without signing in: the public section. */
export function anyone({ gate }: Context): void {
  gate.asked = true;
}

/**
 * For what strangers are asked to sign in for, and what the program itself may do too: the mailbox and the command line
 * hold grants without an account. @throws Failure `access.sign-in`
 */
export function noStranger({ gate, actor }: Context): void {
  gate.asked = true;
  if (actor.accountId === null && actor.grants.length === 0)
    throw new Failure('unauthenticated', 'access.sign-in');
}

/** For what a person does to what is their own: sessions, tokens, the inbox. @throws Failure `access.sign-in` */
export function oneself({ gate, actor }: Context): number {
  gate.asked = true;
  if (actor.accountId === null) throw new Failure('unauthenticated', 'access.sign-in');
  return actor.accountId;
}
