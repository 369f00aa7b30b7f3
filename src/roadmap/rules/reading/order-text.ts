import { mendLetters } from '#calendar';
import { readDistribution } from './order.ts';
import type { Line } from './rows.ts';
import { joinParts, tidy } from './typography.ts';

/** What an order itself says between its title and its signature, paragraph by paragraph; who signs, by position; who gets it. */
export type OrderText = { paragraphs: string[]; position: string; distribution: string[] };

const COMMANDS = /п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?ю\s?:?$/iu;
const NUMBERED = /^(?:[-–•]\s*)?\d+(?:\.\d+)*[.)]?\s/u;
const SIGNER =
  /^(?:и\.\s?о\.\s|исполняющ\p{L}+ обязанности\s|(?:перв\p{L}+ )?заместитель\s|начальник|руководитель|директор|заведующ(?:ий|ая)|председатель|министр|глава)(?!\p{L})/iu;
const TAIL =
  /^(?:\(?подпись|м\.\s?п\.|исполнитель(?!\p{L})|разослать|рассылка|приложение|утвержд|с приказом ознаком)/iu;
const NAME =
  /[\s/_]*(?:\p{Lu}\.\s?){1,2}\s?\p{Lu}\p{Ll}[\p{L}-]*.*$|[\s/_]+\p{Lu}\p{Ll}[\p{L}-]*\s(?:\p{Lu}\.\s?){1,2}.*$|[\s_/]+$/u;

/** The text of the order above a roadmap, or nothing where there is none that commands. */
export function readOrderText(lines: readonly Line[]): OrderText | undefined {
  const texts = lines.map(({ text }) => mendLetters(tidy(text.replaceAll('**', ''))).text);
  const commands = texts.findIndex((text) => COMMANDS.test(text));
  if (commands < 0) return undefined;
  const title = texts.findIndex((text) => /^Об?\s/u.test(text));
  if (title < 0 || title > commands) return undefined;
  const from = texts.findIndex((text, at) => at > title && !text);
  const end = texts.findIndex((text, at) => at > commands && (SIGNER.test(text) || TAIL.test(text)));
  if (from < 0 || from > commands || end < 0) return undefined;
  const signer = SIGNER.test(texts[end]!) ? texts[end]!.replace(NAME, '') : '';
  return {
    paragraphs: paragraphsOf(texts.slice(from, end)),
    position: signer,
    distribution: readDistribution(texts.slice(end)),
  };
}

/** Lines that a page or a reader has broken are one paragraph; a point begins a new one. */
function paragraphsOf(texts: readonly string[]): string[] {
  const paragraphs: string[] = [];
  let open = false;
  for (const text of texts) {
    if (!text) open = false;
    else {
      const last = paragraphs.at(-1) ?? '';
      const goesOn = open && !NUMBERED.test(text) && !/[.:;]$/.test(last);
      const said = text.replace(/^[-–•]\s*(?=\d)/u, '');
      if (goesOn) paragraphs[paragraphs.length - 1] = joinParts(last, said);
      else paragraphs.push(said);
      open = true;
    }
  }
  return paragraphs;
}
