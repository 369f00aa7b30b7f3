/** Words as they are compared: without case, «ё», signs, endings that number and case give, and units in brackets. */
export const normal = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '' && !IDLE.has(word))
    .map((word) =>
      word.length > 4
        ? word.replace(
            /(ами|ями|ого|его|ых|их|ов|ев|ей|ам|ям|ах|ях|ый|ий|ая|яя|ое|ее|ые|ие|[аеиоуыьэюя])$/u,
            '',
          )
        : word,
    )
    .join(' ');

const IDLE = new Set([
  'количество',
  'число',
  'численность',
  'кол',
  'во',
  'чел',
  'человек',
  'ед',
  'шт',
  'и',
  'в',
  'на',
  'по',
  'с',
  'за',
]);
