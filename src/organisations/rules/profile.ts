/** Numbers of an organisation's profile, by the codes of F2's table T0, which they fill in beforehand. */
export const PROFILE = [
  'pupils_total',
  'pupils_10_19',
  'pupils_15_19',
  'teachers_total',
  'teachers_young',
  'enterprises_partner',
] as const;
export type ProfileCode = (typeof PROFILE)[number];
export type Profile = Partial<Record<ProfileCode, number>>;

/** A part cannot be larger than its whole. */
const PARTS: [part: ProfileCode, whole: ProfileCode][] = [
  ['pupils_10_19', 'pupils_total'],
  ['pupils_15_19', 'pupils_10_19'],
  ['teachers_young', 'teachers_total'],
];

export const LARGEST_NUMBER = 100_000;

/** The numbers that are larger than what they are a part of. */
export function beyondTheirWhole(profile: Profile): ProfileCode[] {
  return PARTS.filter(([part, whole]) => (profile[part] ?? 0) > (profile[whole] ?? Infinity)).map(
    ([part]) => part,
  );
}
