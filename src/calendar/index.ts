export {
  addDays,
  contains,
  type Day,
  dayFrom,
  daysBetween,
  type Interval,
  isValidDay,
  isWeekend,
  monthInterval,
  monthOf,
  overlap,
  weekday,
  yearOf,
} from './day.ts';
export {
  type Quarter,
  quarterDueDay,
  quarterInterval,
  quarterOf,
  quarterSlug,
  readQuarterSlug,
} from './quarter.ts';
export { readRussianDate } from './read-date.ts';
export { addWorkingDays, isWorkingDay, lastWorkingDayBefore, sourceOfWorkingDays } from './working-days.ts';
export { writeDate, writeInterval, writeMonth, writeQuarter, writeShortDate } from './write.ts';
export { dayIn, endOfDay, startOfDay, writeTime } from './zone.ts';
export type { Context, Deadline, Doubt, Every, Meaning } from './deadline/deadline.ts';
export { occurrencesOf } from './deadline/occurrences-of.ts';
export { readDeadline } from './deadline/read-deadline.ts';
export { writeDeadline } from './deadline/write-deadline.ts';
export { writeSchedule } from './deadline/write-schedule.ts';
export { type Mend, mendLetters } from './letters.ts';
