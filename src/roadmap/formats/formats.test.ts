import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { BOUNDS, ORDER, ROADMAP_TITLE, SECTIONS } from '../../../tests/roadmaps/roadmap.ts';
import { readRoadmapIn } from '../rules/read-roadmap.ts';
import { readDocument } from './read-document.ts';

const folder = new URL('../../../tests/roadmaps/', import.meta.url);
const open = (name: string) => readDocument(readFileSync(new URL(name, folder)), name);

/** What an activity must be read as; a layout may lack a column or write a deadline otherwise. */
type Read = {
  number: string;
  title: string;
  deadline: string;
  responsible: string[];
  document: string;
  result: string;
};
type Layout = { numerals?: string[]; activity?: (one: Read, code: string, section: number) => Partial<Read> };

const LAYOUTS: Record<string, Layout> = {
  plain: {},
  printed: {},
  typeset: {},
  'word-by-word': {},
  unruled: {},
  centred: {},
  tight: {},
  'tight-centred': {},
  numberless: {},
  lists: {},
  stages: { numerals: ['1', '2', '3'], activity: () => ({ document: '' }) },
  tall: { activity: (_, code) => ({ deadline: BOUNDS[code]!.join(' – '), result: '' }) },
  split: { activity: ({ number }, _, section) => ({ number: `${section + 1}.${number}`, document: '' }) },
  workbook: {
    activity: ({ deadline }) => ({ deadline: deadline.replace(/^до (?=\d)/, '') }),
  },
};

const FILES: Record<string, string[]> = {
  plain: ['docx', 'odt', 'html', 'pdf'],
  printed: ['pdf'],
  typeset: ['pdf'],
  'word-by-word': ['pdf'],
  unruled: ['pdf'],
  centred: ['pdf'],
  tight: ['pdf'],
  'tight-centred': ['pdf'],
  numberless: ['pdf'],
  lists: ['docx', 'odt', 'html', 'pdf'],
  stages: ['docx', 'html', 'pdf'],
  tall: ['docx', 'html', 'pdf'],
  split: ['docx', 'html', 'pdf'],
  workbook: ['xlsx', 'ods'],
};

for (const [layout, formats] of Object.entries(FILES))
  for (const format of formats)
    test(`the roadmap is read the same from ${layout}.${format}`, async () => {
      const { parts } = await open(`${layout}.${format}`);
      const { roadmap } = readRoadmapIn(parts);
      const { numerals, activity = () => ({}) } = LAYOUTS[layout]!;
      assert.deepEqual(
        roadmap?.sections.map(({ numeral, title }) => [numeral, title]),
        SECTIONS.map(({ numeral, title }, at) => [numerals?.[at] ?? numeral, title]),
      );
      roadmap?.sections.forEach(({ activities }, section) => {
        const expected = SECTIONS[section]!;
        const read = activities.map(({ number, title, deadline, responsibles, document, result }): Read => ({
          number,
          title,
          deadline: deadline.text,
          responsible: responsibles.map(({ text }) => text),
          document,
          result,
        }));
        const wanted = expected.activities.map((one) => ({
          ...one,
          ...activity(one, `${expected.numeral}.${one.number}`, section),
        }));
        assert.deepEqual(read, wanted);
      });
      const { order, title, period } = roadmap!;
      assert.deepEqual(
        [order?.number, order?.date, order?.title, order?.authority],
        [ORDER.number, '2022-09-14', ORDER.title, ORDER.authority],
      );
      assert.equal(title, ROADMAP_TITLE);
      assert.deepEqual(period, { start: '2022-01-01', end: '2023-12-31' });
    });
