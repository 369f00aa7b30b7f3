import { type Day, writeShortDate } from '#calendar';
import { tie, words } from '#messages';
import { type ApprovedRoadmap, type OrderText, pointWords, reasonsBeside } from '#roadmap';
import type { Point, Reasons, VersionContent } from '#roadmap/rules';
import type { Paper, PaperBlock } from './rules/paper.ts';
import { activityRow, COLUMNS, roadmapBlocks } from './roadmap-document.ts';

const say = words('ru');
/** Alone in its line, with or without letters set apart. */
const COMMANDS = /^п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?ю\s?:?$/iu;

/** Number and day, which a draft does not have yet. */
export type Registered = { number: string; on: Day } | undefined;
export type OrderHead = {
  authority: string;
  /** Whose roadmap it is: where the authority's name does not say where that is, a line is left for the place. */
  municipality: string;
  registered: Registered;
  subject: string;
};

/** The order that approves a roadmap, with the roadmap as its annex: in its own words where they are known. */
export function approvingOrder(head: OrderHead, content: VersionContent, text?: OrderText): Paper {
  const body = text
    ? text.paragraphs.map((one): PaperBlock => ({
        kind: COMMANDS.test(one) ? 'commands' : 'text',
        text: tie(one),
      }))
    : [
        ...texts(say('reports.paper-why-approve')),
        commands(),
        ...texts(
          say('reports.paper-point-approve'),
          say('reports.paper-point-carry-out'),
          say('reports.paper-point-control'),
        ),
      ];
  const mark = [
    say('reports.paper-annex'),
    say('reports.paper-annex-to', { order: orderNamed(head.registered) }),
  ];
  return paperOf(head, [
    { turned: false, blocks: orderBlocks(head, body, text) },
    { turned: true, blocks: roadmapBlocks(content, { mark, draft: !head.registered }) },
  ]);
}

export type CorrectedFacts = {
  /** The versions before it, the first of them first: what is changed, and by what it was changed already. */
  before: readonly Pick<ApprovedRoadmap, 'orderNumber' | 'orderedOn' | 'orderTitle'>[];
  points: readonly Point[];
  reasons: Reasons;
};

/** The order of correction: its changes point by point, each with its reason where one is kept. */
export function orderOfCorrection(head: OrderHead, { before, points, reasons }: CorrectedFacts): Paper {
  const { orderNumber, orderedOn, orderTitle } = before[0]!;
  const changed = before.slice(1).map((one) => orderNamed({ number: one.orderNumber, on: one.orderedOn }));
  const named = { number: orderNumber, date: writeShortDate(orderedOn), title: inside(orderTitle) };
  const seen = Object.values(reasons).some(({ code }) => code);
  const body = [
    ...texts(say(seen ? 'reports.paper-why-monitoring' : 'reports.paper-why-correct')),
    commands(),
    ...texts(
      changed.length
        ? say('reports.paper-point-change-again', { ...named, changed: asChanged(changed) })
        : say('reports.paper-point-change', named),
    ),
    ...pointBlocks(points, reasons),
    ...texts(say('reports.paper-point-follow'), say('reports.paper-point-control')),
  ];
  return paperOf(head, [{ turned: false, blocks: orderBlocks(head, body) }]);
}

export type RoadmapFacts = {
  head: OrderHead;
  /** The order that approved the roadmap first, then those that changed it; a draft's has no number yet. */
  orders: readonly Registered[];
  content: VersionContent;
};

/** The roadmap alone, as one version has it. */
export function roadmapPaper({ head, orders, content }: RoadmapFacts): Paper {
  const [approved, ...changed] = orders.map(orderNamed);
  const mark = [
    say('reports.paper-approved'),
    say('reports.paper-approved-by', { order: approved! }),
    ...(changed.length ? [`(${asChanged(changed)})`] : []),
    head.authority,
  ];
  return paperOf({ ...head, subject: content.title }, [
    { turned: true, blocks: roadmapBlocks(content, { mark, draft: !head.registered }) },
  ]);
}

const paperOf = ({ subject, authority }: OrderHead, parts: Paper['parts']): Paper => ({
  title: subject || say('reports.paper-order'),
  author: authority,
  parts,
});

const texts = (...all: string[]): PaperBlock[] => all.map((text) => ({ kind: 'text', text }));
const commands = (): PaperBlock => ({ kind: 'commands', text: say('reports.paper-commands') });
/** «от 22.04.2021 № 282» */
const orderNamed = (registered: Registered) =>
  registered
    ? say('reports.paper-by-order', { date: writeShortDate(registered.on), number: registered.number })
    : say('reports.paper-by-order-blank');
/** «в редакции приказов от …, от …» */
const asChanged = (orders: readonly string[]) =>
  say('reports.paper-as-changed', { n: orders.length, orders: orders.join(', ') });
/** Quotes inside quotes are the other ones. */
const inside = (text: string) => text.replaceAll('«', '„').replaceAll('»', '“');

/** The requisites in the order of the standard, the text, the signature. */
function orderBlocks(
  { authority, municipality, registered, subject }: OrderHead,
  body: PaperBlock[],
  { position, distribution = [] }: Partial<OrderText> = {},
) {
  const blocks: PaperBlock[] = [
    ...(registered ? [] : [{ kind: 'draft' as const, text: say('reports.paper-draft') }]),
    ...(authority ? [{ kind: 'authority' as const, text: authority }] : []),
    { kind: 'name', text: say('reports.paper-order') },
    {
      kind: 'requisites',
      date: registered ? writeShortDate(registered.on) : say('reports.paper-date-blank'),
      number: registered
        ? say('reports.paper-number', { number: registered.number })
        : say('reports.paper-number-blank'),
    },
    ...(namesPlace(authority, municipality)
      ? []
      : [{ kind: 'place' as const, hint: say('reports.paper-place') }]),
    { kind: 'subject', text: tie(subject) },
    ...body,
    {
      kind: 'signature',
      position: position || say('reports.paper-position'),
      signature: say('reports.paper-signature'),
      name: say('reports.paper-name'),
    },
    { kind: 'executor', text: say('reports.paper-executor') },
    ...(distribution.length
      ? [
          {
            kind: 'executor' as const,
            text: say('reports.paper-distribution', { list: distribution.join(', ') }),
          },
        ]
      : []),
  ];
  return blocks;
}

const KIND_OF_PLACE = /^(?:город|округ|район|муниципал|област|кра[йя]|республик|посел|сельск|автоном)/;

/**
 * Whether the authority's name says where it is, so that the place is not told again: «Управление образования
 * Златоустовского городского округа» of the «Златоустовский городской округ».
 * @see ГОСТ Р 7.0.97-2016, 5.13
 */
export function namesPlace(authority: string, municipality: string): boolean {
  const stems = (municipality.toLowerCase().match(/\p{L}{5,}/gu) ?? [])
    .filter((word) => !KIND_OF_PLACE.test(word))
    .map((word) => word.slice(0, Math.max(4, word.length - 3)));
  return stems.some((stem) => authority.toLowerCase().includes(stem));
}

function pointBlocks(points: readonly Point[], reasons: Reasons): PaperBlock[] {
  if (!points.length) return texts(say('reports.paper-no-changes'));
  const reasonOf = reasonsBeside(say, points, reasons);
  return points.flatMap((point, at): PaperBlock[] => {
    const text = pointWords(say, point);
    const next = points[at + 1];
    const reason = reasonOf[at];
    const because = reason ? ` ${say('reports.paper-because', { reason: lowered(reason) })}` : '';
    const said = `${at + 1}) ${text.replace(/:$/, '')}${because}`;
    if (!point.row) return texts(`${said}${next ? ';' : '.'}`);
    return [...texts(`${said}:`), { kind: 'roadmap', columns: COLUMNS, rows: [activityRow(point.row)] }];
  });
}

/** Behind a colon a sentence goes on with a small letter, unless its first word is «МКУ» or a name of one letter. */
const lowered = (text: string) =>
  text.replace(/\.$/, '').replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
