import { createContext } from 'svelte';
import type { Words } from '#messages';
import { type Catalogue, type Locale, speaker } from '#messages/words';

const [useWords, setWords] = createContext<Words>();
/** The sentences of the page's language: `const say = useWords()`. */
export { useWords };

// A catalogue is one object for the life of the process, so its plural rules are made once and not for every request.
const made = new WeakMap<Catalogue, Words>();
/** Called once, by the root layout. */
export function giveWords(locale: Locale, catalogue: Catalogue): Words {
  let say = made.get(catalogue);
  if (!say) made.set(catalogue, (say = speaker(locale, catalogue) as unknown as Words));
  setWords(say);
  return say;
}
