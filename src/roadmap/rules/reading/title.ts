import { mendLetters } from '#calendar';
import type { Line } from './rows.ts';
import { tidy } from './typography.ts';

/** The title of a roadmap: the last block of lines above its table that speaks of one, its lines joined. */
export function titleAbove(lines: readonly Line[]): string {
  const blocks = lines
    .map(({ text }) => text.replace(/^#+\s*/, ''))
    .join('\n')
    .split(/\n{2,}/)
    .map((block) => mendLetters(tidy(block.replaceAll('**', ''))).text)
    .filter(Boolean);
  return (
    blocks.findLast(
      (block) => /дорожн\p{L}+ карт|план\p{L}*\s+мероприят/iu.test(block) && block.length < 600,
    ) ?? ''
  );
}
