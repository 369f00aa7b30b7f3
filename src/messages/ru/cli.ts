export const cli = {
  'cli.usage': 'Веха из командной строки:',
} as const;
