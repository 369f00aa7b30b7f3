import { chance, type Chance } from './chance.ts';

export type ExampleSchool = {
  code: string;
  kind: 'school' | 'primary-school';
  name: string;
  shortName: string;
  mark: string;
  lowPerforming: boolean;
  adverseConditions: boolean;
  profile: Record<string, number>;
  /** Plainly an example's; schools by name have none. */
  phone?: string;
};

/** Schools that the roadmap names, by their names; the others are plainly examples. */
const NAMED = [
  {
    code: 'school-15',
    kind: 'school',
    name: 'МАОУ «Средняя общеобразовательная школа № 15»',
    shortName: 'МАОУ СОШ № 15',
    mark: '15',
  },
  {
    code: 'school-90',
    kind: 'school',
    name: 'МАОУ «Средняя общеобразовательная школа № 90»',
    shortName: 'МАОУ СОШ № 90',
    mark: '90',
  },
  {
    code: 'primary-25',
    kind: 'primary-school',
    name: 'МАОУ «Начальная школа № 25»',
    shortName: 'МАОУ «Начальная школа № 25»',
    mark: 'НШ 25',
  },
] as const;
const EXAMPLES = 37;
const PRIMARY = [6, 14];
/** Nine schools with low results or in adverse conditions. */
const LOW = [3, 7, 12, 20, 23];
const ADVERSE = [25, 28, 31, 36];

function profileOf(kind: ExampleSchool['kind'], { between }: Chance): Record<string, number> {
  const pupils = kind === 'primary-school' ? between(120, 260) : between(280, 920);
  const share = (least: number, most: number) => Math.round((pupils * between(least, most)) / 100);
  const teachers = Math.round(pupils / between(14, 18));
  const ten = kind === 'primary-school' ? share(12, 20) : share(64, 72);
  return {
    pupils_total: pupils,
    pupils_10_19: ten,
    ...(kind === 'primary-school' ? {} : { pupils_15_19: Math.round((ten * between(20, 27)) / 100) }),
    teachers_total: teachers,
    teachers_young: between(2, Math.max(3, Math.round(teachers / 6))),
    enterprises_partner: between(0, 3),
  };
}

export function exampleSchools(): ExampleSchool[] {
  const named = NAMED.map((one) => ({ ...one, lowPerforming: false, adverseConditions: false }));
  const rest = Array.from({ length: EXAMPLES }, (_, at) => {
    const number = at + 1;
    return {
      code: `example-${number}`,
      kind: PRIMARY.includes(number) ? ('primary-school' as const) : ('school' as const),
      name: `Школа-пример № ${number}`,
      shortName: `Школа-пример № ${number}`,
      mark: `П-${number}`,
      lowPerforming: LOW.includes(number),
      adverseConditions: ADVERSE.includes(number),
      phone: `8 (3513) 00-00-${String(number).padStart(2, '0')}`,
    };
  });
  return [...named, ...rest].map((one) => ({
    ...one,
    profile: profileOf(one.kind, chance(`profile ${one.code}`)),
  }));
}
