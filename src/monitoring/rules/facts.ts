/** What conditions and formulas may ask beside the cells: the organisation's passport, its obligations, the days. */
export const facts = {
  'org.pupils_total': 'number',
  'org.pupils_10_19': 'number',
  'org.pupils_15_19': 'number',
  'org.teachers_total': 'number',
  'org.teachers_young': 'number',
  'org.enterprises_partner': 'number',
  /** Obligations of the roadmap that this return asks about, and those of them answered as done. */
  'roadmap.asked': 'number',
  'roadmap.done': 'number',
  /** ISO days, to be compared with dates of the form. */
  today: 'text',
  'period.start': 'text',
  'period.end': 'text',
} as const;
export type Fact = keyof typeof facts;
export type Facts = Readonly<Partial<Record<Fact, number | string>>>;
