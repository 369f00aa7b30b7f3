// Runs on whatever Node is installed (20 or newer): installs what is missing, builds what has changed, then hands over to
// the Node 24 that is a dependency. `node scripts/run.cjs demo | serve | dev | test | check | format | bench | faults | cli …`
const {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  readdirSync,
  statfsSync,
  writeFileSync,
  mkdirSync,
} = require('node:fs');
const { createHash } = require('node:crypto');
const { spawn, spawnSync } = require('node:child_process');
const path = require('node:path');
const server = require('./server-flags.cjs');

const root = path.resolve(__dirname, '..');
const caller = process.cwd();
process.chdir(root);
const [command = 'demo', ...rest] = process.argv.slice(2);
const quiet = command === 'cli';

const say = (text) => process.stderr.write(`vekha: ${text}\n`);
const give = (sentence) => {
  say(sentence);
  process.exit(1);
};
if (Number(process.versions.node.split('.')[0]) < 20)
  give(
    `Node ${process.versions.node} is too old to install Vekha with; install Node 20 or newer and run this again.`,
  );

const FULL = 'the disk is full; free about 1 GB and run this again.';
const hasNoRoom = () => {
  const { bavail, bsize } = statfsSync(root);
  return bavail * bsize < 32 * 1024 * 1024;
};

/** Asked before npm and Vite are: they say it in twenty lines. @throws EACCES, EROFS */
const mustBeWritable = (...places) =>
  places.filter((place) => existsSync(place)).forEach((place) => accessSync(place, constants.W_OK));

const digest = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};
const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? walk(path.join(folder, entry.name)) : [path.join(folder, entry.name)],
    );
const isStamped = (stamp, value) => existsSync(stamp) && readFileSync(stamp, 'utf8') === value;

const TICK = (what) =>
  `setInterval(() => process.stderr.write('vekha: ${what}: ' + Math.round(process.uptime()) + ' s\\n'), 15000)`;

function step(what, file, args) {
  if (!quiet) say(`${what} …`);
  const began = Date.now();
  const ticker = quiet
    ? undefined
    : spawn(process.execPath, ['-e', TICK(what)], { stdio: ['ignore', 'ignore', 'inherit'] });
  const env = {
    ...process.env,
    npm_config_engine_strict: 'false',
    npm_config_update_notifier: 'false',
    npm_config_loglevel: 'error',
  };
  const done = spawnSync(file, args, { stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'], env });
  ticker?.kill();
  if (done.error) give(`${what} could not start: ${done.error.message}.`);
  if (done.status !== 0 && hasNoRoom()) give(FULL);
  if (done.status !== 0) give(`${what} failed; the lines above say why.`);
  if (!quiet) say(`${what}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** Every test file and every command is a process that reads the same modules. */
const CACHING = { NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'vekha') };

/** Steps that do not wait for each other; what each said stands together. */
async function sideBySide(steps) {
  const ended = await Promise.all(
    steps.map(([what, file, args]) => {
      say(`${what} …`);
      const began = Date.now();
      const child = spawn(file, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...CACHING },
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
      return new Promise((resolve) => {
        child.on('error', (error) => give(`${what} could not start: ${error.message}.`));
        child.on('close', (status) => {
          process.stderr.write(said);
          say(`${what}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
          resolve({ what, status });
        });
      });
    }),
  );
  const failed = ended.filter(({ status }) => status !== 0);
  if (failed.length > 0)
    give(`${failed.map(({ what }) => what).join(', ')} failed; the lines above say why.`);
}

function install() {
  const wanted = digest(['package.json', 'package-lock.json'].filter(existsSync));
  const stamp = path.join('node_modules', '.vekha-deps');
  if (isStamped(stamp, wanted)) return;
  mustBeWritable('.', 'node_modules', stamp);
  const args = ['install', '--no-save', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath; // npm's own script: no shell, so a path with blanks is no matter
  if (npm && /npm-cli\.js$/.test(npm)) step('install', process.execPath, [npm, ...args]);
  else step('install', process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
  writeFileSync(stamp, wanted);
}

const node = path.join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

function build() {
  // Rules and messages are bundled for the browser, so they count as sources of the build too.
  const folders = [
    'src/web',
    'src/messages',
    'src/calendar',
    'src/monitoring/rules',
    'src/monitoring/judging',
    'src/monitoring/forms',
  ].filter(existsSync);
  const files = folders.flatMap(walk).filter((file) => !file.endsWith('.test.ts'));
  const sources = digest(['package-lock.json', 'vite.config.ts', ...files]);
  const stamp = path.join('build', '.vekha-sources');
  if (isStamped(stamp, sources)) return;
  mustBeWritable('.', 'node_modules', 'build', stamp);
  step('build', node, [path.join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn']);
  mkdirSync('build', { recursive: true });
  writeFileSync(stamp, sources);
}

const bin = (name, file) => path.join('node_modules', name, file);
const tests = (folder) =>
  existsSync(folder) ? walk(folder).filter((file) => file.endsWith('.test.ts')) : [];
/** Those that take longest begin first: the last to end would otherwise run alone. Browsers, kill -9, then the rest. */
const LONGEST = [
  'return.browser',
  'review.browser',
  'faults.',
  '.browser.',
  'access.',
  'mailbox.',
  'fold.',
  'returns.',
];
const rank = (file) => {
  const found = LONGEST.findIndex((part) => file.includes(part));
  return found < 0 ? LONGEST.length : found;
};
/** Tests of rules need no database, no browser and no process of their own: all of them share one. */
const NEEDS = /#tests\/|node:child_process|node:worker_threads/;
const isOfRules = (file) => file.startsWith('src') && !NEEDS.test(readFileSync(file, 'utf8'));
const longestFirst = (files) => [...files].sort((a, b) => rank(a) - rank(b));
const OURS = ['src', 'tests', 'bench', 'scripts', 'vite.config.ts'].filter(existsSync);
/** Each with its arguments for Node 24. */
const CHECKS = [
  [
    'types and pages',
    [
      bin('svelte-check', 'bin/svelte-check'),
      '--tsconfig',
      './tsconfig.json',
      '--fail-on-warnings',
      '--output',
      'human',
    ],
  ],
  ['API answers', [path.join('scripts', 'answers.ts')]],
  ['lint', [bin('oxlint', 'bin/oxlint'), '--quiet', ...OURS]],
  ['layout', [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', ...OURS]],
];

try {
  install();
  const needed =
    !['dev', 'format'].includes(command) && !(quiet && existsSync(path.join('build', 'handler.js')));
  if (needed) build();
} catch (error) {
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code))
    give(`no right to write in ${root}; move the folder or change its owner.`);
  if (error.code === 'ENOSPC') give(FULL);
  throw error;
}

const ARGUMENTS = {
  format: () => [bin('prettier', 'bin/prettier.cjs'), '--write', '--log-level', 'warn', ...OURS, ...rest],
  test: () => [
    '--test-global-setup=tests/setup.ts',
    '--test',
    '--test-timeout=240000',
    '--test-concurrency=4', // browsers and databases keep a test waiting: two at once leave two cores half idle
    ...(rest.length
      ? rest
      : longestFirst([...tests('src'), ...tests('tests')].filter((file) => !isOfRules(file)))),
  ],
  dev: () => [bin('vite', 'bin/vite.js'), 'dev', '--configLoader', 'native', '--host', '127.0.0.1', ...rest],
  bench: () => ['bench/bench.ts', ...rest],
  faults: () => ['bench/faults.ts', ...rest],
  cli: () => [...(rest[0] === 'serve' ? server.flags : []), 'src/cli/main.ts', ...rest],
};

main();

async function main() {
  const whole = command === 'test' && rest.length === 0;
  const rules = ['rules', ['--test', '--test-isolation=none', ...tests('src').filter(isOfRules)]];
  if (command === 'check' || whole)
    await sideBySide([...CHECKS, ...(whole ? [rules] : [])].map(([what, args]) => [what, node, args]));
  if (command === 'check') process.exit(0);
  if (command === 'format') step('API answers', node, [path.join('scripts', 'answers.ts'), '--write']);
  handOver();
}

/** The Node 24 that does the rest, with this terminal and its signals. */
function handOver() {
  const args = ARGUMENTS[command]?.() ?? [...server.flags, 'src/main.ts', command, ...rest];
  const child = spawn(node, args, {
    stdio: 'inherit',
    env: {
      ...server.environment,
      ...process.env,
      ...CACHING,
      VEKHA_PARENT: String(process.pid),
      VEKHA_CALLER: caller,
    },
  });
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 500).unref();
  // Ctrl-C reaches the child through the terminal; a signal sent to this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
