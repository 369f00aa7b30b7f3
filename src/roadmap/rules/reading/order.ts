import { mendLetters, readRussianDate } from '#calendar';
import type { CitedOrder, Order } from '../roadmap.ts';
import type { Line } from './rows.ts';
import { splitOutside, tidy } from './typography.ts';

const ACT = /^(?:приказ|распоряжение|постановление)(?:\s|$)/iu;
const DATE = /(\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\.\d{1,2}\.\d{2})\s*(?:г\.?)?/u;
const NUMBER = /№\s*([\p{L}\d/.-]*\d[\p{L}\d/.-]*)/u;

/** The requisites of the order above the roadmap, or nothing where the text begins with the roadmap itself. */
export function readOrder(lines: readonly Line[]): Order | null {
  const texts = lines.map(({ text }) => mendLetters(tidy(text)).text);
  const at = texts.findIndex((text) => ACT.test(text.replace(/(?<=\p{Lu}) (?=\p{Lu}(?: |$))/gu, '')));
  if (at < 0) return readApproval(texts);
  const head = texts.slice(at, at + 10);
  const date = head.map((text) => readRussianDate(DATE.exec(text)?.[1] ?? '')).find(Boolean) ?? '';
  const numberAt = head.findIndex((text) => NUMBER.test(text));
  const number = NUMBER.exec(head[numberAt] ?? '')?.[1] ?? '';
  const running = texts.slice(at).join('\n');
  const distribution = readDistribution(texts.slice(at));
  return {
    number,
    date,
    title: titleAfter(texts.slice(at + Math.max(numberAt, 0) + 1)),
    authority: authorityAbove(texts.slice(0, at)),
    cites: readCited(running).filter((cited) => cited.number !== number || cited.date !== date),
    monitoring: readMonitoring(texts.slice(at)),
    ...(distribution.length ? { distribution } : {}),
  };
}

/** «УТВЕРЖДЕНО приказом МБОУ СОШ № 7 от 01.09.2022 № 145»: the order itself is another document. */
function readApproval(texts: readonly string[]): Order | null {
  const approval =
    /(?:утвержд\p{L}+|приложение[^.;]{0,20} к)\s+(?:приказ|распоряжени|постановлени)\p{L}*\s([^\n]{0,200}?)\s?от\s(\d[\d.]{5,9})\s?(?:г\.?|года)?\s№\s?([\p{L}\d/.-]*\d[\p{L}\d/.-]*)/iu;
  const [, authority = '', date = '', number] = approval.exec(texts.filter(Boolean).join(' ')) ?? [];
  if (!number) return null;
  return {
    number,
    date: readRussianDate(date) ?? '',
    title: '',
    authority: tidy(authority),
    cites: [],
    monitoring: null,
  };
}

/** How the text of an order begins, where nothing stands between it and the title. */
const BODY =
  /^(?:во исполнение|в соответствии|в целях|с целью|на основании|руководствуясь|в рамках|в связи|приказываю|п\s?р\s?и\s?к\s?а|\d+\.\s)/iu;

/** «Об утверждении …» up to the first empty line or the beginning of the order's text. */
function titleAfter(texts: string[]): string {
  const from = texts.findIndex((text) => /^Об?\s/u.test(text));
  if (from < 0) return '';
  const length = texts.slice(from).findIndex((text) => !text || BODY.test(text));
  return tidy(texts.slice(from, length < 0 ? from + 6 : from + length).join(' '));
}

/** The last block above the word «ПРИКАЗ» that is no address, from the line that names a body on. */
function authorityAbove(texts: string[]): string {
  const blocks = texts.join('\n').split(/\n{2,}/);
  const block =
    blocks.findLast((lines) => lines.trim() && !/\d{6}|(?<!\p{L})тел(?!\p{L})|e-?mail|@/iu.test(lines)) ?? '';
  const lines = block.split('\n');
  const from = lines.findIndex((line) =>
    /учреждение|управление|министерство|департамент|комитет|отдел/iu.test(line),
  );
  return tidy(lines.slice(Math.max(from, 0)).join(' '));
}

/** Acts named in the text: «приказа Министерства … от 18.11.2020 г. № 01/2428 «Об организации …»». */
function readCited(text: string): CitedOrder[] {
  const cited =
    /(?:приказ|распоряжени|постановлени)\p{Ll}*\s([^№«»]{0,200}?)от\s(\d[\d.]{5,9})\s?(?:г\.?|года)?\s?№\s?([\p{L}\d/.-]*\d)(?:\s?«([^\n]*?)»(?=[\s,.;:)]|$))?/giu;
  return [...text.matchAll(cited)].map(([, authority = '', date = '', number = '', title = '']) => ({
    authority: tidy(authority),
    number,
    date: readRussianDate(date.replace(/\.$/, '')) ?? '',
    title: tidy(title),
  }));
}

/** «Разослать: в дело, заместителю начальника, …», up to the first empty line. */
export function readDistribution(texts: string[]): string[] {
  const sent = /^(?:разослать|расч[её]т рассылки|рассылка|разослано)\s*:?\s*/iu;
  const from = texts.findIndex((text) => sent.test(text));
  if (from < 0) return [];
  const rest = texts.slice(from);
  const length = rest.findIndex((text, at) => at > 0 && !text);
  const whole = rest.slice(0, length < 0 ? 4 : Math.min(length, 12)).join(', ');
  return splitOutside(whole.replace(sent, ''), ',;')
    .map((one) => one.replace(/\.$/, '').trim())
    .filter(Boolean);
}

/** The point of the order that says how often the monitoring is held, its words from «ежеквартально» on. */
function readMonitoring(texts: string[]): Order['monitoring'] {
  for (const text of texts) {
    const point = /^[-–•\s]*(\d+(?:\.\d+)*)\.?\s+(.*мониторинг.*)$/iu.exec(text);
    const often =
      /(?:еже(?:квартально|месячно|годно)|раз\p{Ll}?\s+в\s|кажд\p{Ll}+\s+(?:квартал|месяц)).*$/iu.exec(
        point?.[2] ?? '',
      );
    if (point?.[1] && often) return { point: point[1], text: often[0].replace(/[;.]$/, '') };
  }
  return null;
}
