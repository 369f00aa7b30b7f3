import { z } from 'zod';
import { record } from '#platform/audit.ts';
import { Failure } from '#platform/failure.ts';
import { useCase } from '#platform/use-case.ts';
import { allow, reach } from './access.ts';
import { isPhone } from './rules/phone.ts';
import { codeOf, freeCode, KINDS, markOf, shortNameOf } from './rules/names.ts';
import { beyondTheirWhole, LARGEST_NUMBER, type Profile, PROFILE } from './rules/profile.ts';
import { insertOrganisation, lockOrganisation, organisationsBelow } from './sql/organisations.ts';

export const Name = z.string().trim().min(2, 'organisations.name-missing').max(300);
export const Code = z
  .string()
  .trim()
  .toLowerCase()
  .max(60)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'organisations.code-bad-form');
const isZone = (name: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('ru', { timeZone: name }));
  } catch {
    return false;
  }
};
export const TimeZone = z.string().refine(isZone, 'organisations.time-zone-unknown');

const number = z.int().min(0).max(LARGEST_NUMBER).optional();
const numbers = Object.fromEntries(PROFILE.map((code) => [code, number])) as Record<
  (typeof PROFILE)[number],
  typeof number
>;
export const ProfileNumbers = z.object(numbers).superRefine((profile, { addIssue }) => {
  for (const code of beyondTheirWhole(profile))
    addIssue({ code: 'custom', path: [code], message: 'organisations.part-beyond-whole' });
});

export const About = z.object({
  name: Name,
  /** Proposed from the name where left out. */
  shortName: z.string().trim().max(100).optional(),
  mark: z.string().trim().max(12).optional(),
  kind: z.enum(KINDS),
  phone: z.string().trim().max(60).refine(isPhone, 'organisations.phone-bad').default(''),
  lowPerforming: z.boolean().default(false),
  adverseConditions: z.boolean().default(false),
  profile: ProfileNumbers.default({}),
});

/** What was left out of `About`, proposed from the name. */
export function complete(about: z.output<typeof About>) {
  const shortName = about.shortName || shortNameOf(about.name);
  return {
    ...about,
    shortName,
    mark: about.mark || markOf(shortName, about.kind),
    profile: withoutGaps(about.profile),
  };
}
const withoutGaps = (profile: Profile): Record<string, number> =>
  Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined));

/** Adds an organisation below another. @throws Failure `organisations.not-found`, `organisations.code-taken` */
export const addOrganisation = useCase(
  'organisation.add',
  About.extend({ parentId: z.int().positive(), code: Code.optional() }),
  async (context, { parentId, code: asked, ...about }) => {
    const parent = await lockOrganisation(context.db, parentId, reach(context, 'organisation.change'));
    if (!parent) throw new Failure('not-found', 'organisations.not-found');
    allow(context, 'organisation.change', parent.path);
    if (parent.closedAt) throw new Failure('conflict', 'organisations.parent-closed');
    const one = complete(about);
    const taken = new Set((await organisationsBelow(context.db, parentId)).map(({ code }) => code));
    if (asked && taken.has(asked))
      throw new Failure('conflict', 'organisations.code-taken', { code: asked }, [
        { at: 'code', code: 'organisations.code-taken', params: { code: asked } },
      ]);
    const code = asked ?? freeCode(codeOf(one.shortName, one.kind), taken);
    const added = await insertOrganisation(context.db, { ...one, code, parentId, parentPath: parent.path });
    await record(context, {
      action: 'organisation.add',
      organisationId: added.id,
      subject: `organisation ${code}`,
      after: { code, ...one },
    });
    return { ...added, code };
  },
);
