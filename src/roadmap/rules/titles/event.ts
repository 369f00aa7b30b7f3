/** An event in the nominative: `rest` is all that follows it, `quoted` its name if it has one. */
export type Event = { adjectives: string[]; noun: string; rest: string; quoted: string };

type Gender = 'm' | 'f' | 'n' | 'p';
type Noun = { noun: string; gender: Gender };
/** Nouns of events, as they stand after «в» or «проведение», and by themselves; one and many are told apart by adjectives. */
const SINGLE = new Map<string, Noun>();
const PLURAL = new Map<string, Noun>();
const learn = (nouns: Map<string, Noun>, gender: Gender, stems: string, endings: string) => {
  for (const stem of stems.split(' '))
    for (const ending of endings.split(','))
      nouns.set(stem + ending, { noun: stem + (endings.split(',')[0] ?? ''), gender });
};
const HARD =
  'конкурс вебинар форум семинар курс мониторинг проект опрос конгресс марафон практикум слет слёт';
const IN_IA = 'сесси конференци акци экспедици';
const IN_IE = 'совещани заседани анкетировани исследовани обучени тестировани';
learn(SINGLE, 'm', HARD, ',а,е,у');
learn(SINGLE, 'm', 'фестивал', 'ь,я,е');
learn(SINGLE, 'f', IN_IA, 'я,и,ю');
learn(SINGLE, 'f', 'олимпиад недел встреч школ стажировк', 'а,ы,е,и');
learn(SINGLE, 'n', IN_IE, 'е,я,и');
learn(PLURAL, 'p', HARD, 'ы,ах,ов');
learn(PLURAL, 'p', `${IN_IA}`, 'и,ях,й');
learn(PLURAL, 'p', `${IN_IE} чтени`, 'я,ях,й');
learn(PLURAL, 'p', 'пк', '');

const STRESSED = /^(?:област|город|крае|мастер|передов)/iu;
const ENDINGS: Record<Gender, string> = { m: 'ый', f: 'ая', n: 'ое', p: 'ые' };

/** «региональном» → «региональный»: adjectives in oblique cases, by the gender of their noun. */
function nominative(adjective: string, gender: Gender): string {
  const stem = adjective.replace(/(?:ом|ого|ой|ых|ем|его|ей|их|ую|ые|ие|ый|ий|ая|ое)([.,]?)$/u, '');
  const comma = /[.,]$/.test(adjective) ? ',' : '';
  if (gender === 'm' && STRESSED.test(stem)) return `${stem}ой${comma}`;
  const soft = /[кгхшжчщ]$/u.test(stem) && (gender === 'm' || gender === 'p');
  return stem + (soft ? ENDINGS[gender].replace('ы', 'и') : ENDINGS[gender]) + comma;
}

const isAdjective = (word: string) => /(?:ом|ого|ой|ых|ем|его|ей|их|ую|ые|ие|ый|ий|ая|ое)[.,]?$/iu.test(word);

/** The event that the text begins with, after its adjectives; nothing if it begins with something else. */
export function eventIn(text: string): Event | undefined {
  const words = text.split(' ');
  const at = words.findIndex((word) => SINGLE.has(headOf(word)) || PLURAL.has(headOf(word)));
  const adjectives = words.slice(0, at);
  if (at < 0 || at > 4 || !adjectives.every((word) => isAdjective(word))) return undefined;
  const word = words[at] ?? '';
  const many = adjectives.some((adjective) => /(?:ых|их|ые|ие)[.,]?$/iu.test(adjective));
  const known = many ? (PLURAL.get(headOf(word)) ?? SINGLE.get(headOf(word))) : firstOf(headOf(word));
  if (!known) return undefined;
  const rest = words
    .slice(at + 1)
    .join(' ')
    .replace(/^[,.]\s*/, '');
  const [, before = '', quoted = ''] = /^([^«]*?)\s*(«[^»]*»)/u.exec(rest) ?? [];
  const compound = word.includes('-') ? word.slice(0, word.lastIndexOf('-') + 1).toLowerCase() : '';
  const noun = known.noun === 'пк' ? 'ПК' : compound + known.noun;
  const named = quoted && !/[,(]/.test(before);
  return {
    adjectives: adjectives.map((a) => nominative(a, known.gender)),
    noun,
    rest,
    quoted: named ? quoted : '',
  };
}

const firstOf = (word: string): Noun | undefined => SINGLE.get(word) ?? PLURAL.get(word);

/** The noun of a compound («Интернет-конкурсе» → «конкурсе»), without punctuation. */
const headOf = (word: string) =>
  word
    .toLowerCase()
    .replace(/[.,;:]$/, '')
    .replace(/^.*-/, '');
