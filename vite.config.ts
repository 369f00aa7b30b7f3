import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import type { App as Application } from './src/platform/app.ts';

/**
 * Rooms of the server are never bundled: pages import them from `src/` as the CLI does, so each module exists
 * once in the process and a template is found beside the code that uses it. `tests/rooms.test.ts` holds this list
 * against `imports` in package.json. Rules and messages that the browser needs are bundled for the browser only.
 */
export const rooms =
  /^#(calendar|messages|organisations|roadmap|monitoring|mailbox|reports|example|platform)(\/|$)/;

// For `npm run dev`; our own server hands the application over with the request. Vite also calls emulate() during a
// build, so the database starts with the first request and not before.
let app: Promise<Application> | undefined;
const startedApp = () => (app ??= import('./src/dev.ts').then((dev) => dev.startForDevelopment()));

/** The API is not SvelteKit's: here it is answered by what answers it in our own server. */
const api: Plugin = {
  name: 'vekha-api',
  configureServer: ({ middlewares }) =>
    void middlewares.use('/api/v1', async (request, response, next) => {
      request.url = request.originalUrl; // without what has been matched, in Vite's words
      request.headers['x-vekha-protocol'] = 'http';
      try {
        const { answerApi } = await import('./src/web/api/answer-api.ts');
        if (!answerApi(await startedApp(), request, response)) next();
      } catch (error) {
        next(error);
      }
    }),
};

const IMPORTED = /\bimport\s(?:[^'"]*\sfrom\s*)?['"]([^'"]+)['"]/g;
/** The style sheets that a component and those in it import. */
function stylesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  return [...readFileSync(file, 'utf8').matchAll(IMPORTED)].flatMap(([, name]) => {
    if (name!.endsWith('.css')) return [name!];
    if (!name!.endsWith('.svelte')) return [];
    const from = name!.startsWith('#web/')
      ? name!.replace('#web', 'src/web')
      : path.join(path.dirname(file), name!);
    return stylesOf(from, seen);
  });
}

/**
 * A page without a script is not made for the browser: else what it uses of Svelte would be part of the script of those
 * that have one, and half of a build would be for nobody.
 */
const noScript: Plugin = {
  name: 'vekha-no-script',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  load: {
    filter: { id: /\/routes\/.*\+page\.svelte$/ },
    handler(id) {
      const options = path.join(path.dirname(id), '+page.ts');
      if (existsSync(options) && /csr = true/.test(readFileSync(options, 'utf8'))) return undefined;
      const styles = stylesOf(path.relative(process.cwd(), id)).map((name) => `import '${name}';`);
      return `<script>${[...new Set(styles)].join('\n')}</script>`;
    },
  },
};

/** Most pages are made on the server alone: no browser holds a module of theirs that could be replaced. */
const reload: Plugin = {
  name: 'vekha-reload',
  apply: 'serve',
  hotUpdate({ modules, server, timestamp }) {
    if (this.environment.name !== 'ssr' || modules.length === 0) return;
    const { moduleGraph } = this.environment;
    for (const module of modules) moduleGraph.invalidateModule(module, new Set(), timestamp, true);
    server.environments.client.hot.send({ type: 'full-reload' });
  },
};

export default defineConfig({
  plugins: [
    api,
    reload,
    noScript,
    sveltekit({
      adapter: {
        ...adapter({ out: 'build', precompress: true }),
        emulate: () => ({ platform: async () => ({ app: await startedApp() }) as App.Platform }),
      },
      // The two pages with a script never route by themselves: a list of all our routes would be dead weight in them.
      router: { resolution: 'server' },
      files: { src: 'src/web', assets: 'src/web/static' },
      compilerOptions: { runes: true },
      csp: {
        mode: 'auto',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // SvelteKit hides the line that tells a screen reader of a new page by this one style attribute.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:'],
          'worker-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'frame-ancestors': ['none'],
          'form-action': ['self'],
        },
      },
    }),
  ],
  // SvelteKit's pages name their scripts themselves; Vite's own preloading would come on top of that.
  // A slow machine need not be told which plugin was slow.
  build: {
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  environments: { ssr: { build: { rolldownOptions: { external: [rooms] } } } },
});
