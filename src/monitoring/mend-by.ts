import { addDays, addWorkingDays, type Day } from '#calendar';

const WORKING_DAYS_TO_MEND = 3;

/**
 * Until when to mend what is sent back today: three working days on (of a year whose days off are not known five days),
 * and never before the day for which it was asked at first.
 */
export function mendByProposed(today: Day, dueOn: Day): Day {
  const days = addWorkingDays(today, WORKING_DAYS_TO_MEND) ?? addDays(today, WORKING_DAYS_TO_MEND + 2);
  return days > dueOn ? days : dueOn;
}
