import { z } from 'zod';
import { allow } from '#organisations';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { reading, useCase } from '#platform/use-case.ts';
import { locateMunicipality, Name } from './locate.ts';
import { RemarkText } from './remark.ts';
import { fittings, insertReadyRemark, readyRemarksOf, removeReadyRemark } from './sql/ready-remarks.ts';

const Where = z.object({ municipality: Name.optional() });
const MOST = 100;

/** The municipality's own ready-made remarks. @throws Failure `returns.not-found`, `access.denied` */
export const listReadyRemarks = reading(
  'ready-remark.list',
  Where,
  async (context, { municipality: code }) => {
    const municipality = await locateMunicipality(context, 'return.inspect', code);
    allow(context, 'return.remark', municipality.path);
    return readyRemarksOf(context.db, municipality.id);
  },
);

/** Keeps a remark to be chosen from now on. @throws Failure `returns.remark-empty`, `returns.ready-many`, `access.denied` */
export const addReadyRemark = useCase(
  'ready-remark.add',
  Where.extend({ fits: z.enum(fittings).default('any'), text: RemarkText }),
  async (context, { municipality: code, fits, text }) => {
    const municipality = await locateMunicipality(context, 'return.review', code);
    allow(context, 'return.review', municipality.path);
    const known = await readyRemarksOf(context.db, municipality.id);
    if (known.length >= MOST) throw new Failure('conflict', 'returns.ready-many', { most: MOST });
    const id = await insertReadyRemark(context.db, municipality.id, {
      fits,
      text,
      by: context.actor.accountId,
      at: context.now,
    });
    await record(context, {
      action: 'ready-remark.add',
      organisationId: municipality.id,
      subject: `organisation ${municipality.code}`,
      after: { text },
    });
    return { id };
  },
);

/** Takes a ready-made remark off the list; what was written with it stays. @throws Failure `returns.not-found`, `access.denied` */
export const dropReadyRemark = useCase(
  'ready-remark.remove',
  Where.extend({ id: z.int().positive() }),
  async (context, { municipality: code, id }) => {
    const municipality = await locateMunicipality(context, 'return.review', code);
    allow(context, 'return.review', municipality.path);
    const text = await removeReadyRemark(context.db, municipality.id, id, context.now);
    if (text === undefined) throw new Failure('not-found', 'returns.not-found');
    await record(context, {
      action: 'ready-remark.remove',
      organisationId: municipality.id,
      subject: `organisation ${municipality.code}`,
      before: { text },
    });
    return { id };
  },
);
