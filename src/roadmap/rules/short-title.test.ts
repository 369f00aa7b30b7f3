import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { SHORT_TITLE, shortTitle } from './short-title.ts';

test('what is taken part in is named by itself, in the nominative', () => {
  const takes = (what: string) => shortTitle(`Участие общеобразовательных организаций в ${what}`);
  assert.equal(
    takes('региональном Интернет-конкурсе программно-методических материалов по реализации целевой модели'),
    'Региональный интернет-конкурс материалов',
  );
  assert.equal(
    takes(
      'региональном конкурсе научно-методических материалов «Новой школе – новые стандарты» в номинации «Лучшие»',
    ),
    'Региональный конкурс «Новой школе – новые стандарты»',
  );
  assert.equal(
    takes('ПК «Реализация целевой модели наставничества»'),
    'ПК «Реализация целевой модели наставничества»',
  );
  assert.match(
    takes('областных вебинарах по проблемам реализации модели наставничества'),
    /^Областные вебинары по/,
  );
});

test('a name in quotes keeps its quotes even where one was forgotten', () => {
  assert.equal(
    shortTitle('Разработка муниципального краткосрочного проекта «Клуб наставничества «Готовим с любовью»'),
    'Разработка проекта «Клуб наставничества „Готовим с любовью“»',
  );
});

test('a title that is short already stays', () => {
  assert.equal(shortTitle('Сбор согласий родителей.'), 'Сбор согласий родителей');
});

test('a bracket that is opened and never closed takes no title away', () => {
  const title = `(${' Участие'.repeat(8)}`;
  assert.match(shortTitle(title), /^Участие( Участие)+/);
});

test('no title is longer than its room, and none is lost', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(...'Участие в проведение конкурсе «Имя» областном по вопросам ( школ , »'.split(' ')),
      ),
      (words) => {
        const title = words.join(' ');
        assert.ok(shortTitle(title).length <= SHORT_TITLE, title);
        if (/\p{L}/u.test(title)) assert.ok(shortTitle(title).length > 0, title);
      },
    ),
  ));
