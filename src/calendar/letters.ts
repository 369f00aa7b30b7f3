/** One word that was mended: `MAOY` → `МАОУ`. */
export type Mend = { from: string; to: string };

const pairs = (latin: string, cyrillic: string) =>
  new Map([...latin].map((letter, at) => [letter, [...cyrillic][at] ?? letter]));

/** Latin and Greek letters that look like Russian ones, in print or in italics. */
const TO_RUSSIAN = pairs(
  'ABCEHKMOPTXYaceopxykmthbnurΑΒΓΕΗΚΛΜΟΠΡΤΥΦΧαεικοπρτυχγ',
  'АВСЕНКМОРТХУасеорхукмтньпигАВГЕНКЛМОПРТУФХаеикопртухг',
);
/** The other way, for a Latin word with Russian letters in it: `Zооm`. */
const TO_LATIN = pairs('АВСЕНКМОРТХУасеорху', 'ABCEHKMOPTXYaceopxy');
const ROMAN_LETTERS = pairs('ІіΙιХхlПШУY1', 'IIIIXXIⅡⅢVVI');
const ROMAN = new Set('I II III IV V VI VII VIII IX X XI XII'.split(' '));

/** Words that may be written in Latin letters alone: without Russian letters in them only the whole word tells. */
const RUSSIAN = new Set(
  (
    'МАОУ МБОУ МКОУ МОУ МАУ МБУ МКУ МАДОУ МБДОУ ГАОУ ГБОУ ГБУ СОШ ООШ НОШ СПО ДПО ДОУ УДО ОУ ОО УО РМО ГМО ШМО МО ПК ' +
    'МАРТ МАЙ СЕНТЯБРЬ ОКТЯБРЬ март май'
  ).split(' '),
);
/** Prepositions and conjunctions of one letter. */
const SHORT = new Set(['a', 'c', 'o', 'y', 'k', 'C', 'O', 'Y', 'A', 'K']);

/** How far the neighbours of a word are looked at, in characters. */
const NEAR = 40;

const isRussian = (word: string) => /[\u0400-\u04ff]/.test(word);
const isForeign = (word: string) => /[A-Za-z\u0370-\u03ff]/.test(word);
const convert = (word: string, letters: Map<string, string>) =>
  [...word].map((letter) => letters.get(letter) ?? letter).join('');

/**
 * Mends letters of a wrong alphabet inside Russian words, and brings Roman numerals I to XII to Latin letters.
 * A real Latin word (`online`) stays; `COII` is СОШ, because recognition takes Ш for II.
 */
export function mendLetters(text: string): { text: string; mends: Mend[] } {
  if (isPlainText(text)) return { text, mends: [] };
  const mends: Mend[] = [];
  const source = text.normalize('NFC');
  // «1V квартал»: a figure one that is the numeral's I.
  const mended = source.replace(
    /(?:(?<!\d)1(?=[IVХX]+(?!\p{L})))?[\p{L}\p{M}\u2160-\u217f]+/gu,
    (word, at: number) => {
      if (isPlain(word)) return word;
      const end = at + word.length;
      const to = mendWord(word, source.slice(Math.max(0, at - NEAR), at), source.slice(end, end + NEAR));
      if (to !== word) mends.push({ from: word, to });
      return to;
    },
  );
  return { text: mended, mends };
}

/** Figures, marks and Russian words alone; a word of letters that may count, П or Ш, is none of them. */
function isPlainText(text: string): boolean {
  let counts = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const russian = (code >= 0x410 && code <= 0x44f) || code === 0x451 || code === 0x401;
    if (!russian) {
      const mark =
        code < 0x41 || (code >= 0x2010 && code <= 0x2027) || code === 0xab || code === 0xbb || code === 0xa0;
      if (counts || !mark) return false;
    } else if (mayCount(code)) counts ||= at === 0 || !isLetter(text.charCodeAt(at - 1));
    else counts = false;
  }
  return !counts;
}
const isLetter = (code: number) => (code >= 0x401 && code <= 0x451) || (code >= 0x41 && code <= 0x7a);

/** A Russian word that no numeral can be: most of them. */
function isPlain(word: string): boolean {
  let numeral = true;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if ((code < 0x410 || code > 0x44f) && code !== 0x451 && code !== 0x401) return false;
    numeral &&= mayCount(code);
  }
  return !numeral;
}
/** Х, х, П, Ш, У. */
const mayCount = (code: number) =>
  code === 0x425 || code === 0x445 || code === 0x41f || code === 0x428 || code === 0x423;

function mendWord(word: string, before: string, after: string): string {
  // «IVквартал»: a numeral that has lost its blank.
  const glued = /^([IVX]{1,4})([а-яё]{2,})$/u.exec(word);
  if (glued) return `${glued[1]} ${glued[2]}`;
  const roman = readRoman(word, after);
  if (roman) return roman;
  if (!isForeign(word)) return word;
  const russian = convert(word, TO_RUSSIAN);
  const whole = RUSSIAN.has(russian) ? russian : convert(word.replaceAll('II', 'Ш'), TO_RUSSIAN);
  if (RUSSIAN.has(whole)) return whole;
  if (SHORT.has(word) && /[а-яё,»"]\s*$|^\s*$/iu.test(before) && /^\s+(?:[\d«а-яё]|[IVX]+\s)/iu.test(after))
    return russian;
  if (!isMixed(word)) return word;
  if (!isForeign(russian)) return russian;
  const latin = convert(word, TO_LATIN);
  return isRussian(latin) ? word : latin;
}

/** Two alphabets in one word: Russian with a foreign one, or Latin with Greek. */
const isMixed = (word: string) =>
  isForeign(word) && (isRussian(word) || (/[A-Za-z]/.test(word) && /[\u0370-\u03ff]/.test(word)));

/** The numeral in Latin letters; П, Ш, У and l are numerals only where a quarter or a half-year follows. */
function readRoman(word: string, after: string): string | undefined {
  const counts =
    /^(?:-?[а-яё]{1,3})?[\s.]*(?:кв|полуг|пол\.|п\/г)|^\s*[-–—,и]\s*[IVXІХПШl]+\s*(?:кв|полуг)/iu.test(after);
  if (!counts && !/^[IVXІΙХ\u2160-\u217f]+$/u.test(word)) return undefined;
  if (!counts && !/[IVІΙ\u2160-\u217f]/u.test(word)) return undefined;
  const numeral = convert(word, ROMAN_LETTERS).normalize('NFKC').toUpperCase();
  return ROMAN.has(numeral) ? numeral : undefined;
}
