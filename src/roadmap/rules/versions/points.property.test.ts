import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { after, base, steps } from './any-version.fixture.ts';
import { tidied, type VersionActivity, type VersionContent } from './content.ts';
import { differenceBetween, textOf, type TextField } from './difference.ts';
import { type Point, pointsOf } from './points.ts';

/** A roadmap as a reader has it on paper: sections with their items, each with the text of its cells. */
type Item = { code: string; cells: Record<string, string> };
type Sheet = { title: string; sections: { numeral: string; title: string; items: Item[] }[] };
const CELLS: TextField[] = ['title', 'deadline', 'responsibles', 'document', 'result'];
const plain = (text: string) => text.replaceAll('«', '„').replaceAll('»', '“').replace(/\s+/g, ' ').trim();
const itemOf = (one: VersionActivity, code = one.code): Item => ({
  code,
  cells: Object.fromEntries(CELLS.map((cell) => [cell, plain(textOf(one, cell))])),
});
const sheetOf = ({ title, sections, activities }: VersionContent): Sheet => ({
  title: plain(title),
  sections: sections.map(({ numeral, title: named }) => ({
    numeral,
    title: plain(named),
    items: activities.filter(({ section }) => section === numeral).map((one) => itemOf(one)),
  })),
});

/** Whoever holds the order and the roadmap takes its points one after the other, and must find what each names. */
function taken(sheet: Sheet, { code, params, field, row }: Point): Sheet {
  const what = code.replace('correction.point-', '');
  const sections = structuredClone(sheet.sections);
  const section = (numeral: string) => found(sections.filter((one) => one.numeral === numeral));
  const holder = (named: string) =>
    found(sections.filter(({ items }) => items.some((one) => one.code === named)));
  const item = (named: string) => found(holder(named).items.filter((one) => one.code === named));
  const takeOut = (named: string) => {
    const one = item(named);
    const { items } = holder(named);
    items.splice(items.indexOf(one), 1);
    return one;
  };
  const put = (one: Item, numeral: string, beside: string | undefined, shift: 0 | 1) => {
    const { items } = section(numeral);
    if (beside !== undefined)
      assert.ok(
        items.some((other) => other.code === beside),
        `${beside} in ${numeral}`,
      );
    const at =
      beside === undefined ? items.length : items.findIndex((other) => other.code === beside) + shift;
    items.splice(at, 0, one);
  };
  const cells = () => item(params.code!).cells;
  const write = (text: string) => (cells()[field!] = plain(text));
  if (what === 'withdraw') takeOut(params.code!);
  else if (what === 'move-after') put(takeOut(params.code!), params.section!, params.after, 1);
  else if (what === 'move-first') section(params.section!).items.unshift(takeOut(params.code!));
  else if (what === 'section-add')
    sections.push({ numeral: params.section!, title: params.title!, items: [] });
  else if (what === 'section-drop') {
    assert.equal(section(params.section!).items.length, 0, 'nothing is lost with a section');
    sections.splice(sections.indexOf(section(params.section!)), 1);
  } else if (what === 'section-rename') section(params.section!).title = params.title!;
  else if (what === 'replace') write(changedOnce(cells()[field!]!, params.from!, params.to!));
  else if (what === 'drop-words' || what === 'empty') write(changedOnce(cells()[field!]!, params.from!, ''));
  else if (what === 'add-words')
    write(changedOnce(cells()[field!]!, params.after!, `${params.after} ${params.words}`));
  else if (what === 'reword' || what === 'fill') write(params.to!);
  else if (what.startsWith('renumber')) {
    const [from, to] = [params.code!.split(', '), params.to!.split(', ')];
    assert.equal(from.length, to.length);
    const items = from.map(item);
    items.forEach((one, at) => (one.code = to[at]!));
  } else if (what.startsWith('add')) {
    assert.equal(params.number, row!.number);
    const { section: numeral, after: behind, before } = params;
    put(itemOf(row!), numeral!, behind ?? before, behind ? 1 : 0);
  } else assert.fail(what);
  return { ...sheet, sections };
}

function found<T>(all: readonly T[]): T {
  assert.equal(all.length, 1, 'a point names one thing');
  return all[0]!;
}

function changedOnce(text: string, from: string, to: string): string {
  assert.ok(text.includes(from) && text.indexOf(from) === text.lastIndexOf(from), `«${from}» in «${text}»`);
  return text.replace(from, () => to);
}

test('whoever takes the points of an order one by one turns the old roadmap into the new one', () =>
  fc.assert(
    fc.property(base, steps, (first, taking) => {
      const before = tidied(first);
      const now = tidied(after(before, taking));
      const points = pointsOf(differenceBetween(before, now));
      assert.deepEqual(points.reduce(taken, sheetOf(before)), sheetOf(now));
    }),
    { numRuns: 400 },
  ));

test('until a point gives new numbers, all points name items by the numbers that the roadmap has before', () =>
  fc.assert(
    fc.property(base, steps, (first, taking) => {
      const before = tidied(first);
      const codes = new Set(before.activities.map(({ code }) => code));
      const points = pointsOf(differenceBetween(before, tidied(after(before, taking))));
      const numbered = points.findIndex(({ code }) => code.includes('renumber'));
      const added = points.findIndex(
        ({ code }) => code.startsWith('correction.point-add') && !code.endsWith('words'),
      );
      assert.ok(numbered < 0 || added < 0 || numbered < added, 'what is added stands by the new numbers');
      const until = [numbered, added, points.length].filter((at) => at >= 0);
      for (const { params } of points.slice(0, Math.min(...until))) {
        if (params.code !== undefined) assert.ok(codes.has(params.code));
        if (params.after !== undefined && params.words === undefined) assert.ok(codes.has(params.after));
      }
      assert.ok(points.filter(({ code }) => code.includes('renumber')).length <= 1);
    }),
  ));
