import { type Event, eventIn } from './titles/event.ts';
import { quotesNested } from './titles/quotes.ts';
import { shorten, withoutAdjectives } from './titles/shorten.ts';

/** The longest short title, in characters: a row of the list of activities on a telephone. */
export const SHORT_TITLE = 60;

const PARTICIPATION = /^участие\s+(.*?)\s+во?\s+(?=\S)/iu;
const HOLDING = /^(?:организация и проведение|проведение|организация)\s+/iu;

/**
 * Proposes a short title, which a person may then change. What is taken part in or held is named by itself
 * («Участие общеобразовательных организаций в региональном конкурсе…» → «Региональный конкурс…»), with the name
 * in quotes if it has one; anything else is cut before a preposition or a comma.
 */
export function shortTitle(title: string): string {
  const whole = quotesNested(title.trim().replace(/[.;,]+$/, ''));
  if (whole.length <= SHORT_TITLE) return capital(whole);
  const event = eventIn(whole.replace(PARTICIPATION, '').replace(HOLDING, ''));
  const taken = PARTICIPATION.test(whole) || HOLDING.test(whole);
  const proposed = taken && event ? ofEvent(event) : ofDeed(whole);
  return capital(proposed);
}

/** The event with its name, its adjectives and what it is about, as much as has room. */
function ofEvent({ adjectives, noun, rest, quoted }: Event): string {
  const head = [...adjectives, noun].join(' ');
  const [named] = [`${head} ${quoted}`, `${noun} ${quoted}`].filter((text) => text.length <= SHORT_TITLE);
  if (quoted) return named ?? shorten(`${head} ${quoted}`, SHORT_TITLE);
  const about = shorten(`${head} ${rest}`, SHORT_TITLE);
  const bare = shorten(`${head} ${withoutAdjectives(rest)}`, SHORT_TITLE);
  // «Региональный конкурс» alone says less than «Региональный конкурс материалов».
  return about.length > head.length || bare.length < head.length ? about : bare;
}

/** «Разработка муниципального краткосрочного проекта «…»» may lose its adjectives to keep the name. */
function ofDeed(whole: string): string {
  const [, before = '', quoted = ''] = /^([^«]*?)\s*(«.*?»)(?=[^»]|$)/u.exec(whole) ?? [];
  const tries = quoted ? [`${before} ${quoted}`, `${withoutAdjectives(before)} ${quoted}`] : [];
  return tries.find((text) => text.length <= SHORT_TITLE) ?? shorten(whole, SHORT_TITLE);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
