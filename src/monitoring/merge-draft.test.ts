import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { mergeDraft } from './merge-draft.ts';
import type { Entry } from './sql/returns.ts';

const field = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const value = fc.constantFrom('', '1', '2', '3');
const writer = fc.record({
  by: fc.constantFrom(1, 2, 3),
  /** How many saves ago the page was made. */
  age: fc.nat(4),
  typed: fc.dictionary(field, value, { maxKeys: 5 }),
});

test('whoever saves from however old a page: nothing typed is lost, and nothing of another’s is overwritten unseen', () =>
  fc.assert(
    fc.property(fc.array(writer, { maxLength: 12 }), (writers) => {
      let entries: Record<string, Entry> = {};
      const pages: Record<string, string>[] = [{}];
      for (const { by, age, typed } of writers) {
        const base = Math.max(0, pages.length - 1 - age);
        const seen = pages[base]!;
        const changes = Object.fromEntries(
          Object.entries(typed).map(([name, text]) => [name, { value: text, was: seen[name] ?? '' }]),
        );
        const { changed, conflicts } = mergeDraft(entries, changes, { base, rev: pages.length, by });
        const after = { ...entries, ...changed };
        for (const [name, { value: text, was }] of Object.entries(changes)) {
          const stands = after[name]?.value ?? '';
          const told = conflicts.find((one) => one.field === name);
          if (text === was) assert.equal(stands, entries[name]?.value ?? '', 'a field left alone stays');
          else if (told) assert.deepEqual([told.yours, told.theirs], [text, stands]);
          else assert.equal(stands, text);
        }
        for (const name of Object.keys(changed)) {
          const before = entries[name];
          assert.ok(!before || before.by === by || before.rev <= base, 'another’s newer answer stays');
        }
        entries = after;
        pages.push(Object.fromEntries(Object.entries(after).map(([name, entry]) => [name, entry.value])));
      }
    }),
    { numRuns: 500 },
  ));
