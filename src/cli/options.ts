import { parseArgs } from 'node:util';
import { Failure } from '#platform/failure.ts';

/** Options of a command; those named in `needed` must be there. @throws Failure `cli.option-missing` */
export function optionsOf<N extends string, M extends string>(
  args: string[],
  { needed, others, flags }: { needed: readonly N[]; others: readonly M[]; flags: readonly string[] },
): Record<N, string> & Partial<Record<M, string>> & { has(flag: string): boolean } {
  const text = Object.fromEntries([...needed, ...others].map((name) => [name, { type: 'string' as const }]));
  const yes = Object.fromEntries(flags.map((name) => [name, { type: 'boolean' as const }]));
  const { values } = parseArgs({ args, options: { ...text, ...yes }, strict: true });
  const missing = needed.find((name) => !values[name]);
  if (missing) throw new Failure('invalid', 'cli.option-missing', { option: `--${missing}` });
  return Object.assign({ has: (flag: string) => values[flag] === true }, values) as ReturnType<
    typeof optionsOf<N, M>
  >;
}
