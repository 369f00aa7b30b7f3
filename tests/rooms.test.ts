import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

const packageJson = JSON.parse(await readFile('package.json', 'utf8')) as {
  imports: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

test('every room of the server stays outside the bundle, so its modules exist once', async () => {
  const { rooms } = (await import('../vite.config.ts')) as { rooms: RegExp };
  const server = Object.keys(packageJson.imports).filter((door) => !/^#(web|tests)\//.test(door));
  for (const door of server) assert.match(door.replace('/*', '/x.ts'), rooms, door);
  assert.doesNotMatch('#web/serve.ts', rooms);
});

test('every version is exact, so that Node 20’s npm cannot choose an older one', () => {
  for (const [name, version] of Object.entries({
    ...packageJson.dependencies,
    ...packageJson.devDependencies,
  }))
    assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
});

test('the lock file names no registry, so it serves any', async () => {
  assert.doesNotMatch(await readFile('package-lock.json', 'utf8'), /"resolved"/);
});
