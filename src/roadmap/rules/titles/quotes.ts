/** «Клуб «Готовим» → «Клуб „Готовим“»: quotes inside quotes, and the closing one that careless typing leaves out. */
export function quotesNested(text: string): string {
  let depth = 0;
  let nested = '';
  for (const letter of text) {
    if (letter === '«') nested += depth++ ? '„' : '«';
    else if (letter === '»' && depth) nested += --depth ? '“' : '»';
    else if (letter !== '»') nested += letter;
  }
  return nested + '»'.repeat(Math.min(depth, 1));
}
