import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Where the program that holds a data folder answers, for the sentence that a second start is met with. */
const file = (folder: string) => path.join(folder, 'running');
export const writeRunning = (folder: string, address: string) => writeFile(file(folder), address);
export const clearRunning = (folder: string) => rm(file(folder), { force: true });
export const runningAddress = (folder: string) => readFile(file(folder), 'utf8').catch(() => '');
