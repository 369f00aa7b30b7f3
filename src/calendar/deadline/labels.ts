/** How words begin that say who does something, which stage or what event it is: beside a date they change no day. */
const STEMS =
  'наставник наставляем куратор педагог учител ученик учащ обучающ студент родител выпускник школ образовательн ' +
  'организац учрежден управлен отдел администрац муниципал региональн окружн район городск областн всероссийск ' +
  'институциональн этап тур смен поток заезд модул сесси очеред заявк заявок прием уровен уровн класс педсовет семинар совещан заседан конференц форум слет конкурс вебинар ' +
  'мониторинг анкетирован опрос тестирован диагностик разработк подготовк утвержден публикац размещен отчет анализ ' +
  'сбор формирован организационн подготовительн предварительн основн заключительн промежуточн итогов первичн входн вводн ' +
  'практическ аналитическ внедренческ обобщающ стартов работодател предприят колледж лице гимнази доу сош оо оу';
const BY_START = new Map<string, string[]>();
for (const stem of STEMS.split(' ')) {
  const start = stem.slice(0, 2);
  BY_START.set(start, [...(BY_START.get(start) ?? []), stem]);
}

/** Abbreviations stand whole, other words with any ending. */
export const isLabel = (word: string): boolean =>
  (BY_START.get(word.slice(0, 2)) ?? []).some((stem) =>
    stem.length < 4 ? word === stem : word.startsWith(stem),
  );
