import { words } from '#messages';
import { Failure } from '#platform/failure.ts';

/** `npx vekha …`: one file a command; each gets the arguments after its name and answers with an exit code. */
type Command = { run(args: string[]): Promise<number> };
const COMMANDS: Record<string, { takes: string; load: () => Promise<Command> }> = {};

const say = words(/^en/.test(process.env.VEKHA_LANG ?? process.env.LANG ?? '') ? 'en' : 'ru');

async function main(args: string[]): Promise<number> {
  const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((one) => one in COMMANDS);
  if (!name) {
    const asked = args.length === 0 || args[0] === '--help';
    const list = Object.entries(COMMANDS).map(([command, { takes }]) => `  vekha ${command} ${takes}`);
    (asked ? process.stdout : process.stderr).write(`${say('cli.usage')}\n${list.join('\n')}\n`);
    return asked ? 0 : 1;
  }
  const command = await COMMANDS[name]!.load();
  return command.run(args.slice(name.split(' ').length));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${say.code(error.code, error.params)}\n`);
  process.exitCode = 1;
}
