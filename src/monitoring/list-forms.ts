import { z } from 'zod';
import { may } from '#organisations';
import { reading } from '#platform/use-case.ts';
import { type Cost, costOf, placedFaults } from './designing/index.ts';
import { formName } from './forms/index.ts';
import { locateMunicipality, Name } from './locate.ts';
import type { FormDefinition, Text } from './rules/index.ts';
import { answeringUnder } from './show-form.ts';
import { askedIn, draftsOf, publishedBy } from './sql/designed-forms.ts';
import { offeredForms } from './sql/forms.ts';

export type ListedForm = {
  code: string;
  version: number;
  title: Text;
  /** It comes with the program. */
  isShipped: boolean;
  cost: Cost;
  /** The campaigns that asked any version of it, the newest first. */
  campaigns: string[];
};
export type ListedDraft = {
  id: number;
  code: string;
  version: number;
  title: Text;
  updatedAt: Date;
  updatedBy: string | null;
  faults: number;
  cost: Cost;
};
export type ListedForms = { may: { change: boolean }; drafts: ListedDraft[]; forms: ListedForm[] };

const ListForms = z.object({ municipality: Name.optional() });

/** All forms that a municipality has, and those that it is designing. */
export const listForms = reading(
  'form.list',
  ListForms,
  async (context, { municipality }): Promise<ListedForms> => {
    const owner = await locateMunicipality(context, 'form.read', municipality);
    const answering = await answeringUnder(context, owner);
    const own = new Set((await publishedBy(context.db, owner.id)).map(({ form }) => form.code));
    const asked = await askedIn(context.db, owner.id);
    const drafts = await draftsOf(context.db, owner.id);
    const listed = (form: FormDefinition): ListedForm => ({
      code: form.code,
      version: form.version,
      title: form.title,
      isShipped: !own.has(form.code),
      cost: costOf(form, answering),
      campaigns: [
        ...new Set(asked.flatMap(({ name, slug }) => (name.startsWith(`${form.code} `) ? [slug] : []))),
      ],
    });
    return {
      may: { change: may(context, 'form.change', owner.path) },
      drafts: drafts.map(({ id, code, form, updatedAt, updatedBy }) => ({
        id,
        code,
        version: form.version,
        title: form.title,
        updatedAt,
        updatedBy,
        faults: placedFaults(form).length,
        cost: costOf(form, answering),
      })),
      forms: (await offeredForms(context.db, owner.id)).map(listed),
    };
  },
);

export type OfferedForm = { name: string; title: Text; cost: Cost; usual: boolean };

/** The forms that a campaign may ask beside F1, each with what it costs. */
export const offerForms = reading(
  'form.offer',
  ListForms,
  async (context, { municipality }): Promise<OfferedForm[]> => {
    const owner = await locateMunicipality(context, 'form.read', municipality);
    const answering = await answeringUnder(context, owner);
    return (await offeredForms(context.db, owner.id)).map((form) => ({
      name: formName(form),
      title: form.title,
      cost: costOf(form, answering),
      usual: form.code === 'F2',
    }));
  },
);
