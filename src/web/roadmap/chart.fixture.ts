import type { RoadmapChart } from '#reports';
import { words } from '#messages';
import { chartOf } from './chart.ts';
import { barOf, type Tone } from './timeline.ts';

/** A chart of so many activities in sections of twenty, each second after the one before it. */
export function manyActivities(count: number): RoadmapChart {
  const today = '2021-12-20';
  const period = { start: '2021-01-01', end: '2022-12-31' };
  const tones: Tone[] = ['done', 'work', 'late', 'wait', 'na'];
  const rows = Array.from({ length: count }, (_, at) => {
    const month = String((at % 10) + 1).padStart(2, '0');
    const state = tones[at % tones.length]!;
    const terms = [
      { start: `2021-${month}-01`, end: `2021-${month}-28`, state },
      { start: `2022-${month}-01`, end: `2022-${month}-28`, state: 'wait' as const },
    ];
    const isAfter = at % 20 > 0 && at % 2 === 1;
    return {
      id: at + 1,
      number: String((at % 20) + 1),
      shortTitle: `Семинар № ${at + 1} «Наставничество & <опыт>» для кураторов и наставников образовательных организаций`,
      executors: 'МАУ «ЦМиХО», 3 школы',
      after: isAfter ? [at] : [],
      afterCodes: isAfter ? [`${Math.floor(at / 20) + 1}.${at % 20}`] : [],
      deadline: `${month}.2021, ${month}.2022`,
      state,
      stateWords: 'выполняется',
      counted: 'выполнили 26 из 40',
      terms,
      bars: terms.map((term) => barOf(term, period, today)),
    };
  });
  const sections = Array.from({ length: Math.ceil(count / 20) }, (_, at) => ({
    numeral: String(at + 1),
    title: `Раздел ${at + 1}`,
    rows: rows.slice(at * 20, at * 20 + 20),
  }));
  const roadmap = {
    title: 'Дорожная карта целевой модели наставничества',
    startsOn: period.start,
    endsOn: period.end,
    orderedOn: '2021-04-22',
    orderNumber: '282',
    number: 1,
  };
  return chartOf(words('ru'), { roadmap }, sections, today);
}
