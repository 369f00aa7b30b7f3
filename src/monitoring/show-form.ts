import { z } from 'zod';
import { may, type Organisation, organisationsUnder } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { type Context, reading } from '#platform/use-case.ts';
import {
  type Answering,
  type AskedTwice,
  askedTwice,
  type Cost,
  costOf,
  type Following,
  followingOf,
  type PlacedFault,
  placedFaults,
} from './designing/index.ts';
import { draftToRead, formsBeside } from './form-within.ts';
import { formName, forms } from './forms/index.ts';
import { locateMunicipality, Name } from './locate.ts';
import { addressedAmong } from './propose-campaign.ts';
import { type FormDefinition, organisationKinds } from './rules/index.ts';
import { askedIn, publishedBy, rowsAdded } from './sql/designed-forms.ts';

export type ShownDraft = {
  id: number;
  rev: number;
  form: FormDefinition;
  updatedAt: Date;
  updatedBy: string | null;
  may: { change: boolean };
  faults: PlacedFault[];
  cost: Cost;
  twice: AskedTwice[];
  /** The published version that this one follows, and how. */
  before: { form: FormDefinition; following: Following } | undefined;
};

const ShowForm = z.object({
  id: z.int().positive(),
  locale: z.enum(['ru', 'en']).default('ru'),
  follows: z.record(z.string().max(200), z.string().max(60)).default({}),
});

/** A form that is being designed, and all that can be said of it. @throws Failure `form.not-found` */
export const showForm = reading(
  'form.show',
  ShowForm,
  async (context, { id, locale, follows }): Promise<ShownDraft> => {
    const draft = await draftToRead(context, id);
    const { form, rev, updatedAt, updatedBy } = draft;
    const before = (await publishedBy(context.db, draft.ownerId, draft.code)).at(-1)?.form;
    const beside = await formsBeside(context, draft.ownerId, draft.code);
    const isOld = await askedLongAgo(context, draft.ownerId, draft.code);
    return {
      id,
      rev,
      form,
      updatedAt,
      updatedBy,
      may: { change: may(context, 'form.change', draft.ownerPath) },
      faults: placedFaults(form),
      cost: costOf(form, await answeringUnder(context, { id: draft.ownerId, path: draft.ownerPath })),
      twice: askedTwice(form, { forms: beside, isOld }, locale),
      before: before && { form: before, following: followingOf(before, form, locale, follows) },
    };
  },
);

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
async function askedLongAgo({ db, now }: Context, ownerId: number, code: string): Promise<boolean> {
  const asked = await askedIn(db, ownerId);
  return asked.some(
    ({ name, openedAt }) => name.startsWith(`${code} `) && now.getTime() - openedAt.getTime() > YEAR_MS,
  );
}

/** The organisations that a campaign would ask, and what is known of how much they put into lists. */
export async function answeringUnder(
  { db }: Context,
  { id, path }: Pick<Organisation, 'id' | 'path'>,
): Promise<Answering> {
  const asked = addressedAmong(await organisationsUnder(db, [path]));
  const kinds = asked
    .filter(({ forms }) => forms.includes('F2'))
    .map(({ kind }) => organisationKinds.find((one) => one === kind) ?? 'other');
  return { kinds, rows: await rowsAdded(db, id) };
}

const ShowPublished = z.object({
  code: z.string().max(60),
  version: z.int().positive().optional(),
  municipality: Name.optional(),
});
export type ShownPublished = {
  form: FormDefinition;
  versions: number[];
  publishedAt: Date | undefined;
  isShipped: boolean;
  campaigns: string[];
  cost: Cost;
  may: { change: boolean };
};

/** A version that may be asked, or was: it never changes. @throws Failure `form.not-found` */
export const showPublishedForm = reading(
  'form.show-published',
  ShowPublished,
  async (context, { code, version, municipality }): Promise<ShownPublished> => {
    const owner = await locateMunicipality(context, 'form.read', municipality);
    const own = await publishedBy(context.db, owner.id, code);
    const shipped = forms.filter((form) => form.code === code);
    const all = [...shipped.map((form) => ({ form, publishedAt: undefined })), ...own];
    const found = version === undefined ? all.at(-1) : all.find(({ form }) => form.version === version);
    if (!found) throw new Failure('not-found', 'form.not-found');
    const name = formName(found.form);
    return {
      form: found.form,
      versions: all.map(({ form }) => form.version),
      publishedAt: found.publishedAt,
      isShipped: shipped.length > 0,
      campaigns: (await askedIn(context.db, owner.id)).flatMap((one) =>
        one.name === name ? [one.slug] : [],
      ),
      cost: costOf(found.form, await answeringUnder(context, owner)),
      may: { change: may(context, 'form.change', owner.path) },
    };
  },
);
