import { isIP } from 'node:net';
import type { Transporter } from 'nodemailer';
import type { Server } from './imap.ts';
import { addressOf } from './places.ts';

/** Where replies go out; without a login the server takes letters from whom it knows by address. */
export type Outbox = { server: Server & { from: string }; password: string };
export type Reply = { to: string; subject: string; text: string; inReplyTo: string };

/** @throws whatever goes wrong on the way: `troubleOf` says it in words */
export const checkOutbox = (outbox: Outbox): Promise<unknown> => withOutbox(outbox, (it) => it.verify());

/**
 * Sends a reply. It says that a program wrote it (RFC 3834), so that no other program answers.
 * @throws as `checkOutbox`
 */
export const sendReply = (outbox: Outbox, { to, subject, text, inReplyTo }: Reply): Promise<unknown> =>
  withOutbox(outbox, (it) =>
    it.sendMail({
      from: outbox.server.from,
      to: { name: '', address: to },
      subject,
      text,
      ...(inReplyTo ? { inReplyTo, references: inReplyTo } : {}),
      headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );

async function withOutbox<T>({ server, password }: Outbox, run: (it: Transporter) => Promise<T>): Promise<T> {
  const { host, port, security, login } = server;
  const { createTransport } = await import('nodemailer'); // few installations ever need it
  const transport = createTransport({
    host: await addressOf(server, 'smtp'),
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'plain',
    ...(isIP(host) ? {} : { servername: host }),
    tls: { minVersion: 'TLSv1.2' },
    ...(login ? { auth: { user: login, pass: password } } : {}),
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: 10_000,
    dnsTimeout: 5_000,
    socketTimeout: 30_000,
    maxResponseSize: 64 * 1024,
  });
  try {
    return await run(transport);
  } finally {
    transport.close();
  }
}
