import type { Cursor } from './cursor.ts';
import { peek } from './cursor.ts';

/**
 * How phrases begin that name no date: by plan, on request, relative to an event. A star stands for any ending, `#` for
 * a number, `?` for any one word. The order is free; a phrase ends at the next comma or bracket.
 */
const LEADS = `
по мере|по необходимост*|при необходимост*|при налич*|при возникновен*|при поступлен*|при провед*|при обращен*|по отдельн*
по план*|по график*|по утвержд*|по индивидуальн*|по согласован*|по договор*|по запрос*|по заявк*|по требован*
по поручен*|по окончан*|по завершен*|по итог*|по результат*|по факт*|по положен*|по приказ*|по расписан*|по сроку
по срокам|по услови*|по решени*|по обращен*|по вызов*|по назначен*|по ходу|по востребован*|по возможност*|по особ*
по информац*|по письм*|по ? план*|по ? график*|по ? расписан*|по ? приказ*|по ? положен*|по ? согласован*
согласно|в соответств*|в установлен*|в сроки|в указан*|в определ*|в назначен*|в оперативн*|в удобн*|в рабочем
через|после|накануне|перед|спустя|за # ?|за неделю|за месяц|за день|за сутки|не позднее чем за|не позднее чем через
не позднее # дн*|не позднее # рабоч*|не позднее # календарн*|не позднее # недел*|не позднее # месяц*|не позднее # час*
не позднее # суток|не ранее чем|не ранее # дн*|в # дневный|в # - дневн*|в # дн*|в течение # дн*|в течение # рабоч*|в течение # календарн*
в течение # час*|в течение # суток|в течение # недел*|в течение # месяц*|в течение недел*|в течение месяц*
в течение дня|в течение суток|в течении # дн*|в течении # рабоч*|в трехдневн*|в десятидневн*|в пятидневн*|в недельн*
в месячн*|с момента|со дня|с даты|с началом|с начала ?|до начала|до проведен*|до утвержден*|до особ*|до окончан*|до мероприят*
до момента|до дня|до даты|до завершен*|до сдачи|до получен*|к моменту|к проведен*|ко дню|к мероприят*
во время|в день|в дни|в ходе|в процессе|в рамках|в период провед*|в период подготов*|в период каникул*|в период ?|в период ? каникул*
в каникул*|на каникул*|в ? каникул*|на ? каникул*|на момент|на этапе|? каникул*|каникул*|уточня*|определя*|устанавлива*
не установлен*|не определен*|не указан*|нет|срок не установ*|срок не опред*|срок не указ*|срок не назнач*|сроки не установ*|сроки не опред*|сроки не указ*|сроки уточн*|срок уточн*|дата уточн*|даты уточн*
без срока|оперативно|немедленно|безотлагательно|своевременно|срочно|незамедлительно|ситуативно|эпизодическ*|периодическ*|единовременно|разово|однократно
осенне - *|весенне - *|зимне - *|летне - *|дата проведен*|время проведен*|сроки проведен*|сроки соглас*|срок соглас*
в конце|в начале|в случа*|в зависимост*|по предложен*|по инициатив*|по распоряжен*|по рекомендац*|по готовност*
по истечен*|по достижен*|по мероприят*|по дат*|по приглашен*|при *|по усмотрен*|отсутству*|будет *|будут *|дополнительно|при формирован*|при услов*|по мере *
`
  .trim()
  .split(/[\n|]/)
  .map((lead) => lead.split(' ').map(pattern))
  .toSorted((one, other) => other.length - one.length);

/** One word of a lead: a number, any one word, a beginning, or the word itself. */
type Pattern = { is: '#' | '?' | '*' | 'word'; text: string };
function pattern(word: string): Pattern {
  if (word === '#' || word === '?') return { is: word, text: '' };
  return word.endsWith('*') ? { is: '*', text: word.slice(0, -1) } : { is: 'word', text: word };
}

/** Leads by their whole first word, or by the letter with which it begins, the longer first; the rest apart. */
const BY_WORD = new Map<string, Pattern[][]>();
const BY_LETTER = new Map<string, Pattern[][]>();
const OPEN: Pattern[][] = [];
for (const lead of LEADS) {
  const { is, text } = lead[0]!;
  const [leads, key] =
    is === 'word' ? [BY_WORD, text] : is === '*' ? [BY_LETTER, text.charAt(0)] : [undefined, ''];
  if (leads) leads.set(key, [...(leads.get(key) ?? []), lead]);
  else OPEN.push(lead);
}

/** How many tokens a phrase without a date begins with here; 0 if none does. */
export function undatedLead(cursor: Cursor): number {
  const { text = '' } = peek(cursor) ?? {};
  const known = [BY_WORD.get(text), BY_LETTER.get(text.charAt(0)), OPEN];
  return Math.max(...known.map((leads) => (leads ? longest(cursor, leads) : 0)));
}

function longest(cursor: Cursor, leads: readonly Pattern[][]): number {
  for (const lead of leads) if (begins(cursor, lead)) return lead.length;
  return 0;
}

function begins(cursor: Cursor, lead: readonly Pattern[]): boolean {
  for (let ahead = 0; ahead < lead.length; ahead++) if (!fits(cursor, lead[ahead]!, ahead)) return false;
  return true;
}

function fits(cursor: Cursor, { is, text }: Pattern, ahead: number): boolean {
  const token = peek(cursor, ahead);
  if (!token) return false;
  if (is === 'word') return token.text === text;
  if (is === '*') return token.text.startsWith(text);
  // «за 3 дня», and not «за 2021 год».
  if (is === '#') return ['number', 'nth', 'count', 'ordinal'].includes(token.is) && token.n < 1000;
  return token.text.toUpperCase() !== token.text;
}
