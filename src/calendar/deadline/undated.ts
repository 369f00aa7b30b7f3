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
во время|в день|в дни|в ходе|в процессе|в рамках|в период провед*|в период подготов*|в период каникул*|в период ? каникул*
в каникул*|на каникул*|в ? каникул*|на ? каникул*|на момент|на этапе|? каникул*|каникул*|уточня*|определя*|устанавлива*
не установлен*|не определен*|не указан*|нет|срок не установ*|срок не опред*|срок не указ*|срок не назнач*|сроки не установ*|сроки не опред*|сроки не указ*|сроки уточн*|срок уточн*|дата уточн*|даты уточн*
без срока|оперативно|незамедлительно|ситуативно|эпизодическ*|периодическ*|единовременно|разово|однократно
осенне - *|весенне - *|зимне - *|летне - *|дата проведен*|время проведен*|сроки проведен*|сроки соглас*|срок соглас*
в конце|в начале|в случа*|в зависимост*|по предложен*|по инициатив*|по распоряжен*|по рекомендац*|по готовност*
по истечен*|по достижен*|по мероприят*|по дат*|по приглашен*|при *|по усмотрен*|отсутству*|будет *|будут *|дополнительно|при формирован*|при услов*|по мере *
`
  .trim()
  .split(/[\n|]/)
  .map((lead) => lead.split(' '));

/** Leads by their whole first word, the longer first; those that begin with a star, a number or any word apart. */
const BY_WORD = new Map<string, string[][]>();
const OPEN: string[][] = [];
for (const lead of LEADS.toSorted((one, other) => other.length - one.length)) {
  const [first = ''] = lead;
  if (/[*#?]/.test(first)) OPEN.push(lead);
  else BY_WORD.set(first, [...(BY_WORD.get(first) ?? []), lead]);
}

/** How many tokens a phrase without a date begins with here; 0 if none does. */
export function undatedLead(cursor: Cursor): number {
  const known = BY_WORD.get(peek(cursor)?.text ?? '');
  return Math.max(known ? longest(cursor, known) : 0, longest(cursor, OPEN));
}

function longest(cursor: Cursor, leads: readonly string[][]): number {
  for (const lead of leads) if (begins(cursor, lead)) return lead.length;
  return 0;
}

function begins(cursor: Cursor, lead: readonly string[]): boolean {
  for (let ahead = 0; ahead < lead.length; ahead++) if (!fits(cursor, lead[ahead] ?? '', ahead)) return false;
  return true;
}

function fits(cursor: Cursor, word: string, ahead: number): boolean {
  const token = peek(cursor, ahead);
  if (!token) return false;
  // «за 3 дня», and not «за 2021 год».
  if (word === '#') return ['number', 'nth', 'count', 'ordinal'].includes(token.is) && token.n < 1000;
  if (word === '?') return token.text.toUpperCase() !== token.text;
  return word.endsWith('*') ? token.text.startsWith(word.slice(0, -1)) : token.text === word;
}
