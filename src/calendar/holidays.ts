/** The days off of every year, 'MM-DD'. @see Labour Code of Russia, article 112 */
const EVERY_YEAR = new Set(
  '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04'.split(' '),
);

/**
 * Weekdays off in one year: the Government's transfers, and the day after a holiday that fell on a weekend
 * (article 112, part 2). Years that are not here know only their weekends and `EVERY_YEAR`.
 * The paid days off of May and of autumn 2021 (decrees of the President № 242 and № 595) are no holidays: schools worked.
 * @see постановление Правительства РФ от 10.10.2020 № 1648 «О переносе выходных дней в 2021 году»
 * @see постановление Правительства РФ от 16.09.2021 № 1564 «О переносе выходных дней в 2022 году»
 */
const OFF = new Set(
  (
    '2021-02-22 2021-05-03 2021-05-10 2021-06-14 2021-11-05 2021-12-31 ' +
    '2022-03-07 2022-05-02 2022-05-03 2022-05-10 2022-06-13'
  ).split(' '),
);

/** Saturdays worked in exchange, by the same resolutions. */
const WORKED = new Set(['2021-02-20', '2022-03-05']);

export const isHoliday = (day: string): boolean => EVERY_YEAR.has(day.slice(5)) || OFF.has(day);
export const isMovedWorkday = (day: string): boolean => WORKED.has(day);
