import { Failure } from '#platform/failure.ts';
import { print, say } from './say.ts';

/** `npx vekha …`: one file a command; each gets the arguments after its name and answers with an exit code. */
type Command = { run(args: string[]): Promise<number> };

const COMMANDS: Record<string, { takes: string; load: () => Promise<Command> }> = {
  demo: { takes: '', load: () => import('./serve.ts') },
  serve: { takes: '', load: () => import('./serve.ts') },
  'set-up': {
    takes: '--municipality NAME --authority NAME [--coordinator]',
    load: () => import('./set-up.ts'),
  },
  'user add': {
    takes: '--name NAME --role ROLE --at PATH [--login NAME]',
    load: () => import('./user-add.ts'),
  },
  'token add': { takes: '--login NAME --name WHAT-FOR [--days 90]', load: () => import('./token-add.ts') },
  backup: { takes: 'FILE', load: () => import('./backup.ts') },
  restore: { takes: 'FILE', load: () => import('./restore.ts') },
  consolidate: { takes: 'CAMPAIGN --out FILE.xlsx', load: () => import('./consolidate.ts') },
  'consolidate FORM.json FILE.xlsx…': {
    takes: '[--out FILE.xlsx] [--json] [--campaign CAMPAIGN] [--partial]',
    load: () => import('./consolidate-files.ts'),
  },
  report: { takes: 'CAMPAIGN --out FILE.docx', load: () => import('./report.ts') },
  verify: { takes: '[--json]', load: () => import('./verify.ts') },
  'roadmap read': { takes: 'FILE [--which N] [--json]', load: () => import('./roadmap-read.ts') },
  'return check': {
    takes: 'CAMPAIGN ORGANISATION FILE.json|- [--json]',
    load: () => import('./return-check.ts'),
  },
  'check FORM.json… FILE.xlsx': {
    takes: '[--on DAY] [--json]',
    load: () => import('./check.ts'),
  },
  'form list': { takes: '[--municipality CODE] [--json]', load: () => import('./form-list.ts') },
  'form show': { takes: 'CODE [--version N] > FILE.json', load: () => import('./form-show.ts') },
  'form import': { takes: 'FILE.json', load: () => import('./form-import.ts') },
  'form publish': { takes: 'CODE [--confirmed]', load: () => import('./form-publish.ts') },
  'deadline read': { takes: '--from D --to D [--json] < FILE', load: () => import('./deadline-read.ts') },
};

/** Commands that are called with files alone. */
const FILES: Readonly<Record<string, string>> = { check: 'check FORM.json… FILE.xlsx' };

function help(): string {
  const list = Object.entries(COMMANDS).map(([name, { takes }]) => {
    const what = say.code(`cli.help-${name.replace(/ FORM.*/, '-files').replace(' ', '-')}`);
    return `${`  vekha ${name} ${takes}`.padEnd(65)} ${what}`;
  });
  return [say('cli.usage'), ...list, '', say('cli.exit'), say('cli.environment')].join('\n');
}

async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args.includes('--help')) {
    print(help());
    return 0;
  }
  const name = [args.slice(0, 2).join(' '), args[0]!, FILES[args[0]!] ?? ''].find((one) => one in COMMANDS);
  if (!name) throw new Failure('invalid', 'cli.unknown-command', { command: args[0]! });
  const command = await COMMANDS[name]!.load();
  return command.run(args.slice(name.replace(/ FORM.*/, '').split(' ').length));
}

/** What went wrong, in one sentence on stderr (as JSON where JSON was asked for). */
async function refuse(error: unknown): Promise<number> {
  // Loaded only here: a command without a database is quicker by a third.
  const { databaseIsFull, databaseIsGone } = await import('#platform/database.server.ts');
  const known =
    error instanceof Failure
      ? error
      : databaseIsGone(error)
        ? new Failure('unavailable', 'cli.database-gone')
        : databaseIsFull(error)
          ? new Failure('unavailable', 'cli.start-disk-full')
          : undefined;
  const badOption = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
    ? (error as Error).message
    : undefined;
  if (!known && !badOption) throw error;
  const code = known?.code ?? 'cli.bad-option';
  const message = say.code(code, known?.params ?? { what: badOption });
  process.stderr.write(
    `${process.argv.includes('--json') ? JSON.stringify({ error: { code, message } }) : message}\n`,
  );
  return 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = await refuse(error);
}
