import { addDays, type Day } from '#calendar';

/** A day on which something is due. */
export type DueEvent = {
  /** The same as long as the thing is the same, also when its day moves. */
  uid: string;
  /** How often its day has been moved: a calendar takes the higher. */
  sequence: number;
  on: Day;
  summary: string;
  description: string;
  url: string;
};

const MOST_OCTETS = 75;
const encoder = new TextEncoder();

/** A calendar of whole days by RFC 5545; `now` stands in it as the moment of its making. */
export function writeCalendar(name: string, events: readonly DueEvent[], now: Date): string {
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Vekha//Due dates//RU',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escape(name)}`,
    `X-WR-CALNAME:${escape(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap(({ uid, sequence, on, summary, description, url }) => [
      'BEGIN:VEVENT',
      `UID:${escape(uid)}`,
      `DTSTAMP:${stamp}`,
      `SEQUENCE:${sequence}`,
      `DTSTART;VALUE=DATE:${compact(on)}`,
      `DTEND;VALUE=DATE:${compact(addDays(on, 1))}`,
      `SUMMARY:${escape(summary)}`,
      `DESCRIPTION:${escape(description)}`,
      `URL:${url.replace(/[\r\n]/g, '')}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

const compact = (day: Day) => day.replaceAll('-', '');

/** Text of a property; what is no printing character would end it or the file. */
const escape = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** No line is longer than 75 octets, and no letter is cut: a Cyrillic one has two. */
export function fold(line: string): string {
  const folded: string[] = [];
  let [part, octets] = ['', 0];
  for (const letter of line) {
    const size = encoder.encode(letter).length;
    if (octets + size > MOST_OCTETS) {
      folded.push(part);
      [part, octets] = ['', 1]; // the blank that a continuation begins with counts
    }
    part += letter;
    octets += size;
  }
  return [...folded, part].join('\r\n ');
}
