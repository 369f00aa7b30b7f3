const RU = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ');
const RU_OF_DAY = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(
  ' ',
);
const EN = 'January February March April May June July August September October November December'.split(' ');

/** A month standing alone («апрель») and after a date («25 апреля»). */
export const MONTHS = { ru: { alone: RU, ofDay: RU_OF_DAY }, en: { alone: EN, ofDay: EN } } as const;
