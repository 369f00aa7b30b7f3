import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const order = fileURLToPath(new URL('../../examples/zlatoust/order-282.txt', import.meta.url));
const vekha = (args: string[], input = '') =>
  spawnSync(process.execPath, [main, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, VEKHA_LANG: 'ru' },
  });

test('an order is read from the terminal as JSON, with sentences for its oddities', () => {
  const { status, stdout } = vekha(['roadmap', 'read', order, '--json']);
  assert.equal(status, 0);
  const { roadmap, warnings } = JSON.parse(stdout) as {
    roadmap: { sections: { activities: { deadline: { text: string } }[] }[] };
    warnings: { code: string; message: string }[];
  };
  assert.equal(roadmap.sections.flatMap(({ activities }) => activities).length, 23);
  const future = warnings.find(({ code }) => code === 'roadmap.order-cites-future');
  assert.match(future?.message ?? '', /которого\sтогда\sещё\sне\sбыло/);
});

test('deadlines come one a line and go one object a line', () => {
  const args = ['deadline', 'read', '--from', '2021-01-01', '--to', '31.12.2022', '--json'];
  const { status, stdout } = vekha(args, 'IV квартал 2021г.\n\nежеквартально\n');
  assert.equal(status, 0);
  const read = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string; kind: string });
  assert.deepEqual(
    read.map(({ text, kind }) => [text, kind]),
    [
      ['IV квартал 2021г.', 'intervals'],
      ['', 'unspecified'],
      ['ежеквартально', 'recurring'],
    ],
  );
});

test('a refusal is one sentence, or one object, and the code is 1', () => {
  const missing = vekha(['roadmap', 'read', 'нет такого.txt', '--json']);
  assert.equal(missing.status, 1);
  assert.equal((JSON.parse(missing.stderr) as { error: { code: string } }).error.code, 'cli.no-file');
  const program = vekha(['roadmap', 'read', process.execPath]);
  assert.equal(program.status, 1);
  assert.match(program.stderr, /^Файл\sбольше\s10\sМБ[^\n]*\n$/);
  const undated = vekha(['deadline', 'read', '--from', '2021-01-01']);
  assert.deepEqual([undated.status, undated.stdout], [1, '']);
});
