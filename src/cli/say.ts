import { words } from '#messages';

/** The language of the terminal: `VEKHA_LANG`, else `LANG`. */
export const say = words(/^en/.test(process.env.VEKHA_LANG ?? process.env.LANG ?? '') ? 'en' : 'ru');
export const print = (text: string) => process.stdout.write(`${text}\n`);
