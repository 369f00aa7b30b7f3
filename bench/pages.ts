import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startDemonstration } from './demonstration.ts';
import { type Findings, latencies, ratios } from './measure.ts';

const CONNECTIONS = 16;
const KB = 1024;

/** The public page beside bare Node with the same bytes, office pages, what a first visit weighs, and memory after all that. */
export async function run(findings: Findings): Promise<void> {
  const site = await startDemonstration('data/bench-site');
  const { address } = site;
  await publicPage(findings, address);
  const cookie = await site.signIn('coordinator');
  const page = (path: string) => () => get(`${address}${path}`, { cookie }).then(({ body }) => body);
  for (const path of [
    '/office/consolidation/2021-q3',
    '/office/campaigns/2021-q4',
    '/office/roadmap',
    '/office',
  ])
    findings.add({
      bench: 'pages',
      name: path,
      unit: 'ms',
      values: await latencies(page(path), { calls: 40 }),
      ...(path.includes('consolidation') ? { limit: { atMost: 15 } } : {}),
    });
  await weights(findings, address, cookie, await site.signIn('school-15'));
  findings.add({
    bench: 'pages',
    name: 'memory of the server after the load',
    unit: 'MB',
    values: [await site.residentMegabytes()],
    limit: { atMost: 250 },
  });
  await site.stop();
}

async function publicPage(findings: Findings, address: string) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = { 'accept-encoding': 'gzip' };
  const { body } = await get(`${address}/`, headers, agent);
  const bare = http.createServer((_, response) => {
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-encoding': 'gzip',
      'content-length': body.length,
    });
    response.end(body);
  });
  await new Promise<void>((ready) => bare.listen(0, '127.0.0.1', ready));
  const plain = `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`;
  const {
    ratios: values,
    bounds,
    subjects,
  } = await ratios(
    () => get(plain, headers, agent),
    () => get(`${address}/`, headers, agent),
    { connections: CONNECTIONS, ms: 1_000 },
  );
  const beside = { 'limit 1/s': Math.round(bounds[0]!), 'pages 1/s': Math.round(subjects[0]!) };
  findings.add({
    bench: 'pages',
    name: 'the public page, of bare Node with the same bytes',
    unit: '%',
    values,
    limit: { atLeast: 80 },
    beside,
  });
  agent.destroy();
  await new Promise((closed) => bare.close(closed));
}

/** What a browser fetches with a page: HTML and whatever it names in `href` and `src`, gzipped. */
async function weights(findings: Findings, address: string, office: string, school: string) {
  const first = await weighed(address, '/', '');
  findings.add({
    bench: 'weight',
    name: 'public page, first visit without fonts (they are counted in tests/public.browser.test.ts)',
    unit: 'KB',
    values: [first.all / KB],
    limit: { atMost: 30 },
  });
  findings.add({
    bench: 'weight',
    name: 'public page, script',
    unit: 'KB',
    values: [first.script / KB],
    limit: { atMost: 0 },
  });
  for (const path of [
    '/office',
    '/office/campaigns/2021-q4',
    '/office/consolidation/2021-q3',
    '/office/roadmap',
  ])
    findings.add({
      bench: 'weight',
      name: `${path}, script`,
      unit: 'KB',
      values: [(await weighed(address, path, office)).script / KB],
      limit: { atMost: 20 },
    });
  for (const form of ['f1', 'f2'])
    findings.add({
      bench: 'weight',
      name: `return ${form}, script`,
      unit: 'KB',
      values: [(await weighed(address, `/office/returns/2021-q4/${form}`, school)).script / KB],
      limit: { atMost: 60 },
    });
}

async function weighed(
  address: string,
  path: string,
  cookie: string,
): Promise<{ all: number; script: number }> {
  const html = (await get(`${address}${path}`, { cookie })).body;
  const seen = new Set<string>();
  const queue = named(html.toString(), `${address}${path}`);
  let all = gzipSync(html).length;
  let script = 0;
  for (const url of queue) {
    if (seen.has(url) || !url.startsWith(`${address}/_app/`)) continue;
    seen.add(url);
    const { body } = await get(url, {});
    const size = url.endsWith('.woff2') ? body.length : gzipSync(body).length;
    all += size;
    if (url.endsWith('.js')) {
      script += size;
      queue.push(...named(body.toString(), url)); // what a module imports at once is needed before it runs
    }
  }
  return { all, script };
}

const NAMED = /(?:href|src)="([^"]+)"|(?:from|import)\s*["']([^"']+\.js)["']/g;
const named = (text: string, at: string) =>
  [...text.matchAll(NAMED)].map(([, link, module]) => new URL(link ?? module!, at).href);

function get(url: string, headers: Record<string, string>, agent?: http.Agent): Promise<{ body: Buffer }> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => {
          if (response.statusCode === 200) resolve({ body: Buffer.concat(chunks) });
          else reject(new Error(`${url} answered ${response.statusCode}`));
        });
      })
      .once('error', reject);
  });
}
