import { writeDate, writeInterval, writeQuarter, writeShortDate } from '#calendar';
import { tie } from '#messages';
import { completenessPart } from './document/completeness.ts';
import { correctionsPart } from './document/corrections.ts';
import { executionPart, undonePart } from './document/execution.ts';
import { annex, formsPart, indicatorsPart, supportPart } from './document/figures.ts';
import { listsPart } from './document/lists.ts';
import { say, texts } from './document/writing.ts';
import type { Block } from './rules/blocks.ts';
import type { ByHand, Frozen } from './rules/frozen.ts';

/** The справка as its parts, from what was frozen and what was written by hand: nothing is invented. */
export function analyticalReport(frozen: Frozen, byHand: ByHand): Block[] {
  return [
    ...heading(frozen),
    ...completenessPart(frozen),
    ...executionPart(frozen),
    ...undonePart(frozen),
    ...correctionsPart(frozen),
    ...indicatorsPart(frozen),
    ...formsPart(frozen),
    ...listsPart(frozen),
    ...supportPart(frozen),
    { kind: 'heading', text: say('reports.doc-conclusions-title') },
    ...written(byHand.conclusions, say('reports.doc-by-hand')),
    { kind: 'heading', text: say('reports.doc-proposals-title') },
    ...written(byHand.proposals, say('reports.doc-proposals-hint')),
    {
      kind: 'signature',
      position: say('reports.doc-coordinator'),
      hint: say('reports.doc-signature'),
      on: frozen.on,
    },
    ...annex(frozen),
  ];
}

function heading({ roadmap, campaign, municipality, on, time }: Frozen): Block[] {
  const { number, date, title, authority } = roadmap.order;
  return [
    {
      kind: 'title',
      lines: [
        say('reports.doc-title').toUpperCase(),
        say('reports.doc-about', { period: writeQuarter(campaign.quarter, 'ru') }),
        tie(municipality),
      ],
    },
    { kind: 'heading', text: say('reports.doc-basis-title') },
    {
      kind: 'text',
      text: say('reports.doc-basis', {
        date: writeShortDate(date),
        number,
        title: inner(title),
        authority,
        roadmap: inner(roadmap.title),
      }),
    },
    {
      kind: 'text',
      text: say('reports.doc-period', {
        interval: writeInterval(campaign.period, 'ru'),
        due: writeDate(campaign.dueOn, 'ru'),
        day: writeDate(on, 'ru'),
        time,
      }),
    },
  ];
}

/** A title within «…»: its own quotation marks become „…“. */
const inner = (title: string) =>
  title.replaceAll('«', '„').replaceAll('»', '“').replace(/\s+/g, ' ').trim().replace(/\.$/, '');

/** What was written by hand, a paragraph a line; an empty place stays one, to be filled in by pen. */
function written(text: string, hint: string): Block[] {
  const paragraphs = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return paragraphs.length ? texts(paragraphs.map(tie)) : [{ kind: 'blank', hint, lines: 4 }];
}
