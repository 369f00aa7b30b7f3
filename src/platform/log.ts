/** One line of JSON on stderr. Never a password, a token or what somebody typed. */
export function log(
  level: 'info' | 'warning' | 'error',
  what: string,
  details: Record<string, unknown> = {},
) {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, what, ...details })}\n`);
}
