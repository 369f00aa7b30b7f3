/** `vekha serve` and `vekha demo`: the same as `npm start` and `npm run demo`. */
export async function run(): Promise<number> {
  await import('../main.ts'); // reads the command's name itself and stays until it is stopped
  return 0;
}
