import assert from 'node:assert/strict';
import test from 'node:test';
import { type Zippable, zipSync } from 'fflate';
import { readRoadmapIn } from '../rules/read-roadmap.ts';
import type { Part } from '../rules/reading/rows.ts';
import { readDocx } from './docx.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const NAMES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v"';
const word = (body: string, more: Zippable = {}) =>
  zipSync({
    'word/document.xml': bytes(`<w:document ${NAMES}><w:body>${body}</w:body></w:document>`),
    ...more,
  });
const run = (text: string, properties = '') => `<w:r>${properties}<w:t>${text}</w:t></w:r>`;
const p = (content: string, properties = '') => `<w:p>${properties}${content}</w:p>`;
const cell = (content: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<w:p') || content.startsWith('<w:tbl') ? content : p(run(content))}</w:tc>`;
const row = (cells: string[], properties = '') =>
  `<w:tr>${properties}${cells.map((one) => (one.startsWith('<w:tc') ? one : cell(one))).join('')}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;
const HEADING = row(['№', 'Мероприятие', 'Срок', 'Исполнитель']);

const textsOf = (parts: Part[]) =>
  parts.map((part) => (part.kind === 'line' ? part.line.text : part.row.cells.join(' | ')));
const activitiesOf = (parts: Part[]) =>
  readRoadmapIn(parts).roadmap?.sections.flatMap(({ activities }) =>
    activities.map(({ number, title, deadline }) => `${number} ${title}: ${deadline.text}`),
  );

test('tracked changes are read as accepted: insertions stand, deletions, their rows and ends of lines are gone', () => {
  const { parts, remarks } = readDocx(
    word(
      table(
        HEADING,
        row([
          '1',
          p(
            run('Сбор ') +
              `<w:del><w:r><w:delText>анкет</w:delText></w:r></w:del><w:ins>${run('согласий')}</w:ins>`,
          ),
          p(`<w:moveFrom>${run('июнь')}</w:moveFrom><w:moveTo>${run('май')}</w:moveTo>${run(' 2022 г.')}`),
          'Школа',
        ]),
        row(['2', 'Лишнее', 'май', 'Школа'], '<w:trPr><w:del w:id="1"/></w:trPr>'),
        row([
          '3',
          p(run('Фо'), '<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>') + p(run('рум')),
          'май 2022 г.',
          'Школа',
        ]),
      ),
    ),
  );
  assert.deepEqual(activitiesOf(parts), ['1 Сбор согласий: май 2022 г.', '3 Форум: май 2022 г.']);
  assert.deepEqual(
    remarks.map(({ code }) => code),
    ['roadmap.changes-accepted'],
  );
});

test('hidden text and hidden rows are left out, and the rows are told', () => {
  const { parts, remarks } = readDocx(
    word(
      table(
        HEADING,
        row(['1', p(run('Сбор') + run(' черновик', '<w:rPr><w:vanish/></w:rPr>')), 'май 2022 г.', 'Школа']),
        row(['2', 'Слёт', 'май', 'Школа'], '<w:trPr><w:hidden/></w:trPr>'),
      ),
    ),
  );
  assert.deepEqual(activitiesOf(parts), ['1 Сбор: май 2022 г.']);
  assert.deepEqual(remarks, [{ code: 'roadmap.hidden-left-out', params: { count: 1 } }]);
});

test('breaks, hyphens and symbols are letters, a text box is read once, a field only by its result', () => {
  const box = `<mc:AlternateContent><mc:Choice><w:txbxContent>${p(run('Рамка'))}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${p(run('Рамка'))}</w:txbxContent></mc:Fallback></mc:AlternateContent>`;
  const { parts } = readDocx(
    word(
      p(
        '<w:r><w:t>научно</w:t><w:noBreakHyphen/><w:t>мето</w:t><w:softHyphen/><w:t>дический</w:t><w:br/><w:t>центр</w:t></w:r>',
      ) +
        p(`<w:r>${box}</w:r>`) +
        p('<w:r><w:instrText>PAGE</w:instrText></w:r>' + run('7')),
    ),
  );
  assert.deepEqual(textsOf(parts), ['научно-методический', 'центр', 'Рамка', '7']);
});

test('a roadmap in a table that only lays out the page is found, another inner table is text of its cell', () => {
  const inner = table(HEADING, row(['1', 'Сбор', 'май 2022 г.', 'Школа']));
  const stamp = table(row(['Согласовано', 'Утверждаю']));
  const { parts } = readDocx(word(table(row([cell(stamp + p('')), cell(inner + p(''))]))));
  assert.deepEqual(activitiesOf(parts), ['1 Сбор: май 2022 г.']);
  assert.match(textsOf(parts).join(' '), /Согласовано Утверждаю/);
});

test('a footnote is no part of its cell, and is told with its row', () => {
  const notes = `<w:footnotes ${NAMES}><w:footnote w:id="0" w:type="separator">${p(run('—'))}</w:footnote><w:footnote w:id="2">${p(run('Срок уточняется'))}</w:footnote></w:footnotes>`;
  const { parts, remarks } = readDocx(
    word(
      table(
        HEADING,
        row(['1', 'Сбор', p(run('май 2022 г.') + '<w:r><w:footnoteReference w:id="2"/></w:r>'), 'Школа']),
      ),
      { 'word/footnotes.xml': bytes(notes) },
    ),
  );
  assert.deepEqual(activitiesOf(parts), ['1 Сбор: май 2022 г.']);
  assert.deepEqual(remarks, [{ code: 'roadmap.footnote', params: { text: 'Срок уточняется' } }]);
});

test('an executor merged over three rows is that of each, a number merged over two rows is one activity', () => {
  const merge = (text: string, first: boolean) =>
    cell(first ? text : '', `<w:vMerge${first ? ' w:val="restart"' : ''}/>`);
  const { parts } = readDocx(
    word(
      table(
        HEADING,
        row(['1', 'Сбор', 'май 2022 г.', merge('Школа', true)]),
        row([merge('2', true), merge('Форум', true), 'июнь 2022 г.', merge('', false)]),
        row([merge('', false), merge('', false), 'июль 2022 г.', merge('', false)]),
      ),
    ),
  );
  const [first, second] = readRoadmapIn(parts).roadmap!.sections[0]!.activities;
  assert.deepEqual([first!.responsibles[0]!.text, second!.responsibles[0]!.text], ['Школа', 'Школа']);
  assert.equal(second!.deadline.text, 'июнь 2022 г. июль 2022 г.');
});

test('lists of several levels count as Word counts: anew under each number, in Roman and Russian', () => {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = `<w:numbering ${NAMES}><w:abstractNum w:abstractNumId="5">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%1.%2.')}${level(2, 'russianLower', '%3)')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`;
  const styles = `<w:styles ${NAMES}><w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`;
  const item = (list: number, at: number) =>
    p(run('x'), `<w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>`);
  const styled = p(run('x'), '<w:pPr><w:pStyle w:val="L"/></w:pPr>');
  const { parts } = readDocx(
    word([item(1, 0), styled, styled, item(1, 2), item(1, 0), styled, item(2, 0)].join(''), {
      'word/numbering.xml': bytes(numbering),
      'word/styles.xml': bytes(styles),
    }),
  );
  assert.deepEqual(
    textsOf(parts).map((text) => text.replace(' x', '')),
    ['I.', 'I.1.', 'I.2.', 'а)', 'II.', 'II.1.', 'I.'],
  );
});
