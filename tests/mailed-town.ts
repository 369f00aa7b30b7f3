import { after, before } from 'node:test';
import { knowSender, setMailbox, showMail } from '#mailbox';
import { downloadWorkbook } from '#monitoring';
import type { App } from '#platform/app.ts';
import { mailClient, PASSWORD, startDovecot, withoutDovecot } from './dovecot.ts';
import { letter, startPostbox } from './letters.ts';
import { townsOf } from './monitored-town.ts';
import { typeInto } from './workbooks.ts';

export const SCHOOL = 'school15@example.org';
const Q4 = { campaign: '2021-q4' };

/** Towns whose quarter is open and whose schools send letters, with a mail server for the tests of one file. */
export function mailedTowns(app: App) {
  const { opened } = townsOf(app);
  let server: Awaited<ReturnType<typeof startDovecot>>;
  let postbox: Awaited<ReturnType<typeof startPostbox>>;
  before(async () => {
    if (withoutDovecot) return;
    process.env.VEKHA_MAIL_PLACES = '127.0.0.1,localhost';
    [server, postbox] = await Promise.all([startDovecot(), startPostbox()]);
  });
  after(async () => {
    await server?.stop();
    await postbox?.close();
  });

  type Town = Awaited<ReturnType<typeof opened>>;
  let boxes = 0;
  /** A town whose mailbox is its own; `replies`: whether it has a way out. */
  async function townWithMail({ replies = true, doneFolder = '' } = {}) {
    const here = await opened();
    const login = `box${boxes++}@example.org`;
    const settings = {
      server: {
        host: '127.0.0.1',
        port: server.port,
        security: 'plain' as 'tls' | 'starttls' | 'plain',
        login,
      },
      password: PASSWORD,
      folder: 'INBOX',
      doneFolder,
      since: '2021-01-01',
      replies: replies
        ? { host: '127.0.0.1', port: postbox.port, security: 'plain' as const, login: '', from: login }
        : null,
    };
    await setMailbox(here.coordinator(), settings);
    const client = await mailClient(server.port, login);
    if (doneFolder) await client.mailboxCreate(doneFolder);
    await client.mailboxOpen('INBOX');
    const send = async (...given: Parameters<typeof letter>) =>
      client.append('INBOX', await letter(...given));
    const unseen = async () => {
      await client.noop(); // otherwise it may be told what it knew before
      return ((await client.search({ seen: false }, { uid: true })) || []).length;
    };
    return { here, settings, login, client, send, unseen, [Symbol.asyncDispose]: async () => client.close() };
  }
  const bookOf = async (who: Town['head'], values: Record<string, string | number>) =>
    typeInto((await downloadWorkbook(who(), Q4)).bytes, values);
  const know = (here: Town, organisation: number, address = SCHOOL) =>
    knowSender(here.coordinator(), { organisation, address });
  const last = async (here: Town) => (await showMail(here.coordinator(), {})).messages;
  const repliesTo = (address: string) => postbox.delivered.filter(({ to }) => to.includes(address));
  /** The text of a letter that we have sent. */
  const textOf = (one: string) => {
    const [head, ...body] = one.split('\n\n');
    const encoded = body.join('\n\n');
    const bytes = /content-transfer-encoding: base64/i.test(head!)
      ? Buffer.from(encoded, 'base64')
      : Buffer.from(
          encoded
            .replace(/=\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        );
    return bytes.toString('utf8');
  };
  /** The mail server, once it runs. */
  const running = () => server;
  return { townWithMail, bookOf, know, last, repliesTo, textOf, running };
}
