import path from 'node:path';

/** A file that the person named, from where they stood when they called. */
export const fromCaller = (file: string) => path.resolve(process.env.VEKHA_CALLER ?? '.', file);
