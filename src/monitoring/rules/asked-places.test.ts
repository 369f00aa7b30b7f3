import assert from 'node:assert/strict';
import test from 'node:test';
import { everyKind } from '#tests/every-kind.ts';
import { askedPlace } from './asked-places.ts';

test('what is asked at a row of a list is asked at its column, which every school has', () => {
  const at = (field: string) => askedPlace(everyKind, 'school', field);
  const list = everyKind.tables.find(({ kind }) => kind === 'list')!;
  const column = `${list.code}.${list.columns[0]!.code}`;
  assert.equal(at(`${list.code}.r7.${list.columns[0]!.code}`), column);
  assert.equal(at(column), column);
  assert.equal(at(list.code), list.code);
  assert.equal(at(`${list.code}.r7.nowhere`), undefined);
  assert.equal(at('a.x.part'), 'a.x.part');
  assert.equal(at('a.z.part'), undefined);
  assert.equal(at('z'), undefined);
});
