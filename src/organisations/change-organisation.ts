import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { About, complete, TimeZone } from './add-organisation.ts';
import { allow, reach } from './access.ts';
import {
  lockOrganisation,
  organisationsBelow,
  setClosed,
  setTimeZone,
  updateOrganisation,
} from './sql/organisations.ts';

/** Changes what is said of an organisation; its code and place stay, because addresses and figures hang on them. */
export const changeOrganisation = useCase(
  'organisation.change',
  About.extend({ id: z.int().positive() }),
  async (context, { id, ...about }) => {
    const was = await lockOrganisation(context.db, id, reach(context, 'organisation.change'));
    if (!was) throw new Failure('not-found', 'organisations.not-found');
    allow(context, 'organisation.change', was.path);
    const next = complete(about);
    const isAbove = (kind: string) => ['municipality', 'region', 'country'].includes(kind);
    if (isAbove(was.kind) !== isAbove(next.kind)) throw new Failure('conflict', 'organisations.kind-fixed');
    await updateOrganisation(context.db, id, next);
    const before = Object.fromEntries(Object.keys(next).map((key) => [key, was[key as keyof typeof was]]));
    await record(context, {
      action: 'organisation.change',
      organisationId: id,
      subject: `organisation ${was.code}`,
      before,
      after: next,
    });
    return { id };
  },
);

/** Where an organisation's days end. */
export const changeTimeZone = useCase(
  'organisation.change-time-zone',
  z.object({ id: z.int().positive(), timeZone: TimeZone }),
  async (context, { id, timeZone }) => {
    const was = await lockOrganisation(context.db, id, reach(context, 'settings.change'));
    if (!was) throw new Failure('not-found', 'organisations.not-found');
    allow(context, 'settings.change', was.path);
    await setTimeZone(context.db, id, timeZone);
    await record(context, {
      action: 'organisation.change-time-zone',
      organisationId: id,
      subject: `organisation ${was.code}`,
      before: { timeZone: was.timeZone },
      after: { timeZone },
    });
    return { id };
  },
);

/**
 * Closes an organisation, or opens it again. A closed one is not asked for returns any more and its people have no
 * rights there; what it handed in stays. @throws Failure `organisations.has-open-below`, `organisations.close-above`
 */
export const closeOrganisation = useCase(
  'organisation.close',
  z.object({ id: z.int().positive(), closed: z.boolean() }),
  async (context, { id, closed }) => {
    const was = await lockOrganisation(context.db, id, reach(context, 'organisation.change'));
    if (!was) throw new Failure('not-found', 'organisations.not-found');
    allow(context, 'organisation.change', was.path);
    if (was.parentId === null || context.actor.grants.some(({ at }) => at === was.path))
      throw new Failure('conflict', 'organisations.close-above');
    const below = await organisationsBelow(context.db, id);
    if (closed && below.some((one) => one.closedAt === null))
      throw new Failure('conflict', 'organisations.has-open-below');
    await setClosed(context.db, id, closed ? context.now : null);
    await record(context, {
      action: closed ? 'organisation.close' : 'organisation.open-again',
      organisationId: id,
      subject: `organisation ${was.code}`,
    });
    return { id, closed };
  },
);
