export const cli = {
  'cli.usage': 'Vekha on the command line:',
} as const;
