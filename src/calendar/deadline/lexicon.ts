import type { Every } from './deadline.ts';

/** What a word is for the grammar. `n` is its number: of the month, season, weekday, ordinal or count. */
export type Kind =
  | 'month'
  | 'season'
  | 'weekday'
  | 'ordinal'
  | 'count'
  | 'day'
  | 'week'
  | 'month-unit'
  | 'quarter'
  | 'half'
  | 'year'
  | 'date'
  | 'decade'
  | 'half-part'
  | 'school'
  | 'calendar'
  | 'times'
  | 'each'
  | 'recurring'
  | 'by-units'
  | 'until'
  | 'toward'
  | 'through'
  | 'from'
  | 'in'
  | 'course'
  | 'period'
  | 'whole'
  | 'always'
  | 'then'
  | 'end'
  | 'start'
  | 'middle'
  | 'last'
  | 'next'
  | 'new'
  | 'reporting'
  | 'and'
  | 'or'
  | 'except'
  | 'not'
  | 'later'
  | 'earlier'
  | 'seldom'
  | 'plan'
  | 'hour'
  | 'place'
  | 'skip'
  | 'about'
  | 'year-long'
  | 'holidays';
export type Word = { is: Kind; n: number };

const words = new Map<string, Word>();
/** `forms('month', 1, 'январ', 'ь я')` learns «январь», «января»; `~` is no ending. */
function forms(is: Kind, n: number, stems: string, endings = '~') {
  for (const stem of stems.split(' '))
    for (const ending of endings.split(' ')) words.set(stem + (ending === '~' ? '' : ending), { is, n });
}

const SOFT = 'ь я ю е ем';
'январ феврал - апрел - июн июл - сентябр октябр ноябр декабр'.split(' ').forEach((stem, at) => {
  if (stem !== '-') forms('month', at + 1, stem, SOFT);
});
forms('month', 3, 'март', '~ а у е ом');
forms('month', 5, 'ма', 'й я ю е ем');
forms('month', 8, 'август', '~ а у е ом');
'янв фев мар апр - июн июл авг сен окт ноя дек'.split(' ').forEach((stem, at) => {
  if (stem !== '-') forms('month', at + 1, stem);
});
forms('month', 2, 'февр');
forms('month', 9, 'сент');
forms('month', 10, 'октяб');
forms('month', 11, 'нояб');

/** Spring is 1, winter 4. */
const ADJECTIVE = 'ий ее его ему ем им яя ей юю ие их ими';
forms('season', 1, 'весн', 'а ы е у ой');
forms('season', 1, 'весенн', ADJECTIVE);
forms('season', 2, 'лет', 'о а у е ом');
forms('season', 2, 'летн', ADJECTIVE);
forms('season', 3, 'осен', 'ь и ью');
forms('season', 3, 'осенн', ADJECTIVE);
forms('season', 4, 'зим', 'а ы е у ой');
forms('season', 4, 'зимн', ADJECTIVE);
forms('holidays', 0, 'каникул', '~ ы ам ами ах');
forms('holidays', 0, 'осенне весенне зимне летне');

forms('weekday', 1, 'понедельник', '~ а у и ам');
forms('weekday', 2, 'вторник', '~ а у и ам');
forms('weekday', 3, 'сред', 'а у ы е ам');
forms('weekday', 4, 'четверг', '~ а у и ам');
forms('weekday', 5, 'пятниц', 'а у ы е ам');
forms('weekday', 6, 'суббот', 'а у ы е ам');
forms('weekday', 7, 'воскресень', 'е я ю ям');
'пн вт ср чт пт сб вс'.split(' ').forEach((word, at) => forms('weekday', at + 1, word));

const HARD = 'ый ой ое ого ому ом ым ая ую ые ых ыми';
forms('ordinal', 1, 'перв', HARD);
forms('ordinal', 2, 'втор', HARD);
forms('ordinal', 3, 'трет', 'ий ье ьего ьему ьем ьим ья ью ьи ьей ьих');
forms('ordinal', 4, 'четверт четвёрт', HARD);
forms('count', 1, 'один одного одному одна одну одно одной');
forms('count', 2, 'два две двух двум');
forms('count', 3, 'три трех трем');
forms('count', 4, 'четыре четырех четырем');
forms('count', 5, 'пять пяти');
forms('count', 6, 'шесть шести');
forms('count', 10, 'десять десяти');

forms('day', 0, 'день дня дню дней дни дням дневный сутки суток');
forms('week', 0, 'недел', 'я и ю е ь ям ей');
forms('week', 0, 'нед');
forms('month-unit', 0, 'мес');
forms('month-unit', 0, 'месяц', '~ а у е ем ы ев ам');
forms('quarter', 0, 'квартал', '~ а у е ом ы ов ам ах');
forms('quarter', 0, 'кв кварт');
forms('half', 0, 'полугоди', 'е я ю и ем й ям ях');
forms('half', 0, 'полугод полуг пол п/г п/год полгода');
forms('year', 0, 'г гг год года году годе годом годы годов годам годах лет');
forms('date', 0, 'числ', 'о а у е ом ам');
forms('date', 0, 'чис');
forms('decade', 0, 'декад', 'а ы у е ой');
forms('half-part', 0, 'половин', 'а ы у е ой');
forms('school', 0, 'учебн', HARD);
forms('school', 0, 'уч у/г');
forms('calendar', 0, 'календарн', HARD);

forms('times', 1, 'раз раза разу р');
forms('times', 2, 'дважды');
forms('times', 3, 'трижды');
forms('each', 0, 'кажд', HARD);
const EVERY: Every[] = ['day', 'week', 'month', 'quarter', 'half-year', 'year'];
'дневн недельн месячн квартальн полугодн годн'
  .split(' ')
  .forEach((stem, at) => forms('recurring', at, `еже${stem}`, `о ${HARD}`));
forms('recurring', 4, 'полугодично');
forms('recurring', 3, 'поквартально');
forms('recurring', 2, 'помесячно');
/** What a `recurring` word repeats by. */
export const everyOf = (n: number): Every => EVERY[n] ?? 'year';

forms('until', 0, 'до непозднее непозже');
forms('toward', 0, 'к ко');
forms('through', 0, 'по');
forms('from', 0, 'с со начиная');
forms('in', 0, 'в во на за');
forms('course', 0, 'течение течении теч протяжении протяжение ходе');
forms('period', 0, 'период', '~ а у е ом ы');
forms('period', 0, 'срок', '~ а у е ом и ов ам ах');
forms('whole', 0, 'круглый весь всего всей все всем всему вся всю');
forms('always', 0, 'постоянно непрерывно систематически регулярно бессрочно');
forms('always', 0, 'постоянн', HARD);
forms('year-long', 0, 'круглогодично');
forms('then', 0, 'далее затем впоследствии дальнейшем');
forms('end', 0, 'кон', 'ец ца цу це цом');
forms('end', 0, 'окончани завершени', 'е я ю и ем');
forms('start', 0, 'начал', 'о а у е ом');
forms('middle', 0, 'середин', 'а ы у е ой');
forms('last', 0, 'последн', ADJECTIVE);
forms('next', 0, 'следующ', ADJECTIVE);
forms('new', 0, 'нов наступающ очередн предстоящ', `${HARD} его ему ем им ий`);
forms('reporting', 0, 'отчетн', HARD);
forms('and', 0, 'и а также');
forms('or', 0, 'или либо');
forms('except', 0, 'кроме исключением исключая');
forms('not', 0, 'не');
forms('later', 0, 'позднее позже');
forms('earlier', 0, 'ранее раньше');
forms('seldom', 0, 'реже менее минимум');
forms(
  'plan',
  0,
  'реализации реализацию действия дорожной карты проекта программы плана модели приказа исполнения основе выполнения ' +
    'режиме режим целевой наставничества комплекса мер муниципальной муниципального региональной регионального национального настоящей',
);
forms('hour', 0, 'час часа часов часам ч мин минут время');
forms(
  'place',
  0,
  'зал зале каб кабинет кабинете ауд аудитория аудитории база базе здание здании школа школе центр центре № дом дворец',
);
forms(
  'place',
  0,
  'ул улица город городе район области онлайн online offline офлайн оффлайн zoom дистанционно очно заочно платформе сайте',
);
forms('skip', 0, 'включительно месяцы ый чем текущего текущий соответствующего этого');
forms('about', 0, 'ориентировочно примерно предварительно около планируется предположительно');

export const lookUp = (word: string): Word | undefined => words.get(word);

const MENDABLE = new Set<Kind>([
  'month',
  'season',
  'quarter',
  'half',
  'recurring',
  'always',
  'school',
  'course',
  'period',
  'later',
]);
/** The words a misspelling may be of: long enough, and with a meaning for dates. */
export const mendable: readonly (readonly [string, Word])[] = [...words].filter(
  ([word, { is }]) => MENDABLE.has(is) && word.length >= 4,
);
