import type { ChartRow, RoadmapChart } from '#reports';

/** In pixels; x of the four columns of words, and of the strip. */
const WIDTH = 1600;
const [NUMBER, TITLE, DEADLINE, STATE, LANE] = [24, 64, 560, 780, 960];
const LANE_WIDTH = WIDTH - LANE - 24;
const [TITLE_LINE, HEAD, SECTION, LINE, PAD] = [28, 48, 40, 18, 9];
/** About how many letters of 14 px stand in a column: there is nothing here that could measure them. */
const LETTERS = { heading: 115, title: 62, deadline: 26, state: 21 };
const INK = {
  done: '#1a663a',
  work: '#7a4f00',
  late: '#ae1f18',
  wait: '#5d6572',
  none: '#5d6572',
  na: '#5d6572',
};
const FILL = { done: '#2b8250', work: '#b67a0b', late: '#c22c23' };
const [TEXT, SOFT, RULE, YEAR, ACCENT] = ['#15181e', '#454c57', '#d5d9e0', '#7f8896', '#2447a8'];

const escape = (text: string) =>
  text
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
    // What XML has no place for would make the whole file unreadable.
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
const at = (share: number) => round(LANE + (share / 100) * LANE_WIDTH);
const round = (value: number) => Math.round(value * 10) / 10;

/** The timeline as one file: text is text, and a machine without our font takes its own. */
export function chartSvg(chart: RoadmapChart): string {
  const title = wrap(chart.title, LETTERS.heading);
  const top = 76 + title.length * TITLE_LINE + HEAD;
  const rows = placed(chart, top);
  const bottom = rows.at(-1)?.end ?? top;
  const height = bottom + 64;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" lang="${chart.locale}" aria-labelledby="title description" font-family="'Golos Text', 'PT Sans', 'Segoe UI', Roboto, Arial, sans-serif" font-size="14" fill="${TEXT}">`,
    `<title id="title">${escape(chart.title)}</title><desc id="description">${escape(chart.description)}</desc>`,
    `<defs><pattern id="half" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="4" height="4" fill="#fff"/><rect width="2" height="4" fill="${FILL.work}"/></pattern></defs>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...title.map((words, at) =>
      text(NUMBER, 40 + at * TITLE_LINE, words, 'font-size="22" font-weight="600"'),
    ),
    text(NUMBER, 40 + title.length * TITLE_LINE, chart.lead, `fill="${SOFT}"`),
    head(chart, top, bottom),
    ...rows.map(({ draw }) => draw),
    today(chart, top, bottom),
    key(chart, bottom + 32),
    '</svg>\n',
  ].join('\n');
}

const text = (x: number, y: number, words: string, more = '') =>
  `<text x="${x}" y="${round(y)}"${more ? ` ${more}` : ''}>${escape(words)}</text>`;
const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, more = '') =>
  `<line x1="${x1}" y1="${round(y1)}" x2="${x2}" y2="${round(y2)}" stroke="${stroke}"${more}/>`;

/** The rows from top to bottom, each drawn where it has come to stand. */
function placed(chart: RoadmapChart, top: number): { end: number; draw: string }[] {
  let y = top;
  return chart.sections.flatMap((section) => [
    { draw: heading(section, y), end: (y += SECTION) },
    ...section.rows.map((row) => {
      const lines = linesOf(row);
      const height = Math.max(1, ...Object.values(lines).map((all) => all.length)) * LINE + 2 * PAD;
      return { draw: drawn(row, lines, y, height), end: (y += height) };
    }),
  ]);
}

type Line = { words: string; soft?: boolean };
const linesOf = (row: ChartRow) => ({
  title: [
    ...wrap(row.title, LETTERS.title).map((words): Line => ({ words })),
    ...row.notes.flatMap((note) => wrap(note, LETTERS.title)).map((words): Line => ({ words, soft: true })),
  ],
  deadline: wrap(row.deadline, LETTERS.deadline).map((words): Line => ({ words, soft: true })),
  state: [
    { words: row.stateWords },
    ...(row.counted ? wrap(row.counted, LETTERS.state).map((words): Line => ({ words, soft: true })) : []),
  ] as Line[],
});

/** Words in lines of so many letters at the most; a longer word has its line alone. */
export function wrap(words: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(/[ \t\r\n]+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const heading = ({ heading, links }: RoadmapChart['sections'][number], y: number) =>
  [
    text(NUMBER, y + 27, heading, 'font-weight="600"'),
    line(NUMBER, y + SECTION, WIDTH - 24, y + SECTION, YEAR),
    ...linkLines(links, y, SECTION),
  ].join('');

function drawn(row: ChartRow, lines: ReturnType<typeof linesOf>, y: number, height: number): string {
  const column = (x: number, all: Line[], more = '') =>
    all.map(({ words, soft }, at) =>
      text(x, y + PAD + 13 + at * LINE, words, soft ? `font-size="13" fill="${SOFT}"` : more),
    );
  return [
    text(NUMBER, y + PAD + 13, row.number),
    ...column(TITLE, lines.title),
    ...column(DEADLINE, lines.deadline),
    sign(row.state, STATE, y + PAD),
    ...column(STATE + 24, lines.state, `fill="${INK[row.state]}"`),
    line(NUMBER, y + height, WIDTH - 24, y + height, RULE),
    ...row.bars.map((one) => bar(one, y + height / 2)),
    ...linkLines(row.links, y, height),
  ].join('');
}

const SIGNS: Record<ChartRow['state'], string> = {
  done: `<circle cx="8" cy="8" r="7.5" fill="${FILL.done}"/><path d="M4.5 8.4l2.4 2.4 4.8-5.2" fill="none" stroke="#fff" stroke-width="1.75"/>`,
  work: `<circle cx="8" cy="8" r="6.75" fill="none" stroke="${INK.work}" stroke-width="1.5"/><path d="M8 3a5 5 0 0 1 0 10z" fill="${INK.work}"/>`,
  late: `<path d="M8 0l8 8-8 8-8-8z" fill="${FILL.late}"/><path d="M8 4v4.6M8 10.4v1.8" stroke="#fff" stroke-width="1.75"/>`,
  wait: `<circle cx="8" cy="8" r="6.75" fill="none" stroke="${INK.wait}" stroke-width="1.5"/>`,
  none: `<circle cx="8" cy="8" r="6.75" fill="none" stroke="${INK.none}" stroke-width="1.5" stroke-dasharray="3 2"/>`,
  na: `<circle cx="8" cy="8" r="6.75" fill="none" stroke="${INK.na}" stroke-width="1.5"/><path d="M3.2 12.8l9.6-9.6" stroke="${INK.na}" stroke-width="1.5"/>`,
};
const sign = (state: ChartRow['state'], x: number, y: number) =>
  `<g transform="translate(${x} ${y})">${SIGNS[state]}</g>`;

function bar({ tone, x, width, passed }: ChartRow['bars'][number], middle: number): string {
  const [left, wide] = [at(x), round((width / 100) * LANE_WIDTH)];
  const rect = (wide: number, height: number, paint: string) =>
    `<rect x="${left}" y="${round(middle - height / 2)}" width="${wide}" height="${height}" ${paint}/>`;
  if (tone === 'late')
    return `${rect(wide, 16, `fill="${FILL.late}"`)}<g transform="translate(${round(left + wide)} ${round(middle)})"><path d="M0-10l10 10-10 10-10-10z" fill="${FILL.late}"/><path d="M0-5v5M0 2.5v2" stroke="#fff" stroke-width="1.75"/></g>`;
  if (tone === 'done')
    return `${rect(wide, 12, `fill="${FILL.done}"`)}<path transform="translate(${round(left + wide / 2)} ${round(middle)})" d="M-4 .3l2.6 2.6 5-5.4" fill="none" stroke="#fff" stroke-width="1.75"/>`;
  const open = rect(
    wide,
    12,
    `fill="#fff" stroke="${INK.wait}"${tone === 'na' ? ' stroke-dasharray="3 2"' : ''}`,
  );
  return tone === 'work' && passed
    ? open + rect(round((passed / 100) * LANE_WIDTH), 12, `fill="url(#half)" stroke="${FILL.work}"`)
    : open;
}

const linkLines = ({ down, across }: ChartRow['links'], y: number, height: number) => [
  ...down.map(({ x, from, to, broken }) =>
    line(at(x), y + (height * from) / 100, at(x), y + (height * to) / 100, linkInk(broken), dash(broken)),
  ),
  ...across.map(
    ({ from, to, broken }) =>
      line(at(from), y + height / 2, at(to), y + height / 2, linkInk(broken), dash(broken)) +
      `<path transform="translate(${at(to)} ${round(y + height / 2)})" d="M-7-4l7 4-7 4z" fill="${linkInk(broken)}"/>`,
  ),
];
const linkInk = (broken: boolean) => (broken ? FILL.late : SOFT);
const dash = (broken: boolean) => ` stroke-width="1.25"${broken ? ' stroke-dasharray="4 3"' : ''}`;

function head({ columns, scale }: RoadmapChart, y: number, bottom: number): string {
  const bold = 'font-weight="600"';
  const middle = 'text-anchor="middle"';
  const now = nowAt(scale.today);
  const years = scale.years.filter(({ x }) => now === undefined || Math.abs(x - now) > 15);
  return [
    text(NUMBER, y - 10, columns.number, bold),
    text(TITLE, y - 10, columns.activity, bold),
    text(DEADLINE, y - 10, columns.deadline, bold),
    text(STATE, y - 10, columns.state, bold),
    ...scale.grid.map(({ x, year }) => line(at(x), y - 26, at(x), bottom, year ? YEAR : RULE)),
    ...scale.quarters.map(({ x, text: words }) =>
      text(at(x), y - 8, words, `${middle} font-size="12" fill="${SOFT}"`),
    ),
    ...years.map(({ x, text: words }) => text(at(x), y - 32, words, `${middle} ${bold}`)),
    line(NUMBER, y, WIDTH - 24, y, YEAR),
  ].join('');
}

/** A word at the very edge would be cut. */
const nowAt = (today: number | undefined) =>
  today === undefined ? undefined : Math.min(88, Math.max(12, today));

function today({ scale }: RoadmapChart, y: number, bottom: number): string {
  const now = nowAt(scale.today);
  if (scale.today === undefined || now === undefined) return '';
  return [
    text(at(now), y - 32, scale.now, `text-anchor="middle" font-weight="600" fill="${ACCENT}"`),
    line(at(scale.today), y - 26, at(scale.today), bottom, ACCENT, ' stroke-width="2"'),
  ].join('');
}

/** What the shapes mean, one after the other. */
function key({ key }: RoadmapChart, y: number): string {
  const tones = ['done', 'work', 'late', 'wait'] as const;
  let x = NUMBER;
  const shown = tones.map((tone) => {
    const sample = `<g transform="translate(${x - LANE} 0)">${bar({ tone, x: 0, width: 3, passed: 1.5 }, y - 5)}</g>`;
    const drawn = sample + text(x + 36, y, key[tone], `font-size="13"`);
    x += 60 + key[tone].length * 7.5;
    return drawn;
  });
  if (!key.link) return shown.join('');
  const arrow = `<path d="M${x} ${y - 5}h24" stroke="${SOFT}" stroke-width="1.25"/><path d="M${x + 22} ${y - 9}l7 4-7 4z" fill="${SOFT}"/>`;
  return [...shown, arrow, text(x + 36, y, key.link, `font-size="13"`)].join('');
}
