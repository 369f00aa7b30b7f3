import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';

type Attached = { name: string; bytes: Uint8Array; type?: string };
type Written = {
  from: string;
  subject?: string;
  files?: Attached[];
  headers?: Record<string, string>;
  text?: string;
  html?: string;
  messageId?: string;
};
const composer = createTransport({ streamTransport: true, buffer: true });

/** A letter as a mail program sends it. */
export async function letter({
  from,
  subject = 'Отчёт',
  files = [],
  messageId,
  ...rest
}: Written): Promise<Buffer> {
  const { message } = await composer.sendMail({
    from,
    to: 'knigi@example.org',
    subject,
    text: 'Здравствуйте, отчёт в приложении.',
    ...rest,
    ...(messageId ? { messageId } : {}),
    attachments: files.map(({ name, bytes, type }) => ({
      filename: name,
      content: Buffer.from(bytes),
      ...(type ? { contentType: type } : {}),
    })),
  });
  return message as Buffer;
}

/** What has come: from whom, to whom, the letter itself. */
export type Delivered = { from: string; to: string[]; letter: string };

/** A mail server that takes every letter and keeps it; of an address beginning with `refused` it takes none. */
export async function startPostbox() {
  const delivered: Delivered[] = [];
  const server = createServer((socket) => {
    let [rest, letter, from] = ['', '', ''];
    let to: string[] = [];
    let isLetter = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const take = (line: string) => {
      if (isLetter && line !== '.') return void (letter += `${line.replace(/^\./, '')}\n`);
      if (isLetter) {
        delivered.push({ from, to, letter });
        [letter, isLetter] = ['', false];
        return say('250 taken');
      }
      const [, verb = '', address = ''] = /^(\w+)(?:[^<]*<([^>]*)>)?/.exec(line) ?? [];
      switch (verb.toUpperCase()) {
        case 'EHLO':
          return say('250 postbox');
        case 'MAIL':
          [from, to] = [address, []];
          return say('250 ok');
        case 'RCPT':
          if (address.startsWith('refused')) return say('550 no such user');
          to.push(address);
          return say('250 ok');
        case 'DATA':
          isLetter = true;
          return say('354 go on');
        case 'QUIT':
          say('221 bye');
          return void socket.end();
        default:
          return say('250 ok');
      }
    };
    say('220 postbox');
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) take(line);
    });
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    delivered,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
