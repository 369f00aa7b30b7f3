import { Failure } from '#platform/failure.ts';

/** What is wrong on the way to a mail server, as a sentence of the catalogue. */
export type Trouble = { code: string; params: Record<string, unknown> };

const CODES: Record<string, string> = {
  ENOTFOUND: 'mail.name-unknown',
  EAI_AGAIN: 'mail.name-unknown',
  EDNS: 'mail.name-unknown',
  ECONNREFUSED: 'mail.refused-connection',
  ENETUNREACH: 'mail.no-answer',
  EHOSTUNREACH: 'mail.no-answer',
  ETIMEDOUT: 'mail.no-answer',
  ETIMEOUT: 'mail.no-answer',
  CONNECT_TIMEOUT: 'mail.no-answer',
  GREETING_TIMEOUT: 'mail.no-greeting',
  UPGRADE_TIMEOUT: 'mail.no-greeting',
  ECONNRESET: 'mail.broken-off',
  EPIPE: 'mail.broken-off',
  EConnectionClosed: 'mail.broken-off',
  NoConnection: 'mail.broken-off',
  ClosedAfterConnectText: 'mail.broken-off',
  ClosedAfterConnectTLS: 'mail.broken-off',
  ECONNECTION: 'mail.broken-off',
  ERR_SSL_WRONG_VERSION_NUMBER: 'mail.not-tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'mail.not-tls',
  EPROTO: 'mail.not-tls',
  CERT_HAS_EXPIRED: 'mail.certificate-expired',
  CERT_NOT_YET_VALID: 'mail.certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'mail.certificate-other-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'mail.certificate-unknown',
  SELF_SIGNED_CERT_IN_CHAIN: 'mail.certificate-unknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'mail.certificate-unknown',
  UNABLE_TO_GET_ISSUER_CERT: 'mail.certificate-unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'mail.certificate-unknown',
  EAUTH: 'mail.wrong-password',
  ENOAUTH: 'mail.wrong-password',
  EENVELOPE: 'mail.address-refused',
};

type Known = {
  code?: unknown;
  cause?: unknown;
  _err?: unknown;
  message?: unknown;
  authenticationFailed?: unknown;
  mailboxMissing?: unknown;
  tlsFailed?: unknown;
  responseText?: unknown;
  response?: unknown;
};

/** @param host for sentences that name it */
export function troubleOf(error: unknown, host: string): Trouble {
  if (error instanceof Failure) return { code: error.code, params: { ...error.params } };
  const known = (error ?? {}) as Known;
  if (known.authenticationFailed) return { code: 'mail.wrong-password', params: { host } };
  if (known.mailboxMissing) return { code: 'mail.no-folder', params: {} };
  // TLS troubles of a library come with Node's own as their cause, and its text where nothing else is left.
  for (const one of [known, known.cause, known._err] as (Known | undefined)[]) {
    const code = one && CODES[String(one.code)];
    if (code && code !== 'mail.broken-off') return { code, params: { host } };
  }
  const text = String(known.message ?? '');
  if (/wrong version number|packet length too long/i.test(text))
    return { code: 'mail.not-tls', params: { host } };
  if (/self[- ]signed|unable to (verify|get)/i.test(text))
    return { code: 'mail.certificate-unknown', params: { host } };
  if (/STARTTLS/i.test(text)) return { code: 'mail.no-starttls', params: { host } };
  const code = CODES[String(known.code)];
  if (code) return { code, params: { host } };
  const said = known.responseText ?? (typeof known.response === 'string' ? known.response : text);
  return { code: 'mail.other', params: { host, said: plain(String(said)) } };
}

/** What another server says is no part of our page: letters only, and few of them. */
const plain = (text: string): string => text.replace(/[^\p{L}\p{N}\p{P} ]+/gu, ' ').slice(0, 120);
