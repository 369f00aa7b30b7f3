import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import tls from 'node:tls';
import { zipSync } from 'fflate';
import {
  checkMailbox,
  decideWaiting,
  forgetSender,
  readMail,
  setMailbox,
  showMail,
  showMailbox,
} from '#mailbox';
import { showBatches, showReturn } from '#monitoring';
import { readJournal, showInbox } from '#organisations';
import { testApp } from '#tests/database.ts';
import { PASSWORD, withoutDovecot } from '#tests/dovecot.ts';
import { mailedTowns, SCHOOL } from '#tests/mailed-town.ts';

const { app } = await testApp();
const Q4 = { campaign: '2021-q4' };

const { townWithMail, bookOf, know, last, repliesTo, textOf, running } = mailedTowns(app);

test(
  'a school mails its workbook: it goes into the return by that door, the table says so, and the school is answered',
  { skip: withoutDovecot },
  async () => {
    await using mail = await townWithMail();
    const { here, send, unseen } = mail;
    await know(here, here.schools.first.id);
    const book = await bookOf(here.head, { 't1.other.mentors': 4, 't1.other.mentees': 'много' });
    await send({
      from: `Школа 15 <${SCHOOL}>`,
      subject: 'Мониторинг',
      files: [{ name: 'школа 15.xlsx', bytes: book }],
    });
    assert.deepEqual(await readMail(here.coordinator(), {}), { letters: 1, left: 0 });
    const shown = await showReturn(here.head(), Q4);
    assert.equal(shown.fields['t1.other.mentors'], '4');
    const { rows } = await app.pool.query(
      `select entries->'t1.other.mentors'->>'door' as door from return_draft where org_id = $1`,
      [here.schools.first.id],
    );
    assert.deepEqual(rows, [{ door: 'mail' }]);
    const { batches } = await showBatches(here.coordinator(), Q4);
    const [file] = batches[0]!.files;
    assert.deepEqual(
      [batches[0]!.source, file?.name, file?.organisation?.code, file?.form, file?.letter?.from],
      ['mail', 'школа 15.xlsx', 'school-15', 'F1 1, F2 2', SCHOOL],
    );
    assert.ok(file!.taken! >= 1 && file!.unfilled! > 10);
    assert.equal(await unseen(), 0, 'marked as read');
    const [notice] = await showInbox(here.head(), {});
    assert.deepEqual(
      [notice?.code, notice?.params],
      [
        'workbook.entered-by-mail',
        { count: file!.taken, why: `письмо с адреса ${SCHOOL}`.replaceAll(' с ', ' с\u00a0') },
      ],
    );
    const [reply, ...more] = repliesTo(SCHOOL);
    assert.equal(more.length, 0);
    assert.match(reply!.letter, /^Auto-Submitted: auto-replied$/m);
    assert.match(reply!.letter, /^In-Reply-To: <[^>]+>$/m);
    const text = textOf(reply!.letter);
    assert.match(text, /школа 15\.xlsx — school-15, IV квартал 2021 года\nВнесено: /);
    assert.match(text, /Лист «[^»]+», ячейка [A-Z]+\d+\. .*много/);
    assert.match(text, /Не заполнено \d+ ячеек:\n– Лист «[^»]+»: [A-Z]+\d+, /);
    assert.match(text, /сдайте отчёт до 25 декабря 2021 года/);

    // Nothing is taken twice: not by a second reading, nor as the same letter delivered again, nor where it was not marked.
    assert.deepEqual(await readMail(here.coordinator(), {}), { letters: 0, left: 0 });
    await app.pool.query('update mailbox set last_uid = 0, uid_validity = $1', ['another']);
    await mail.client.messageFlagsRemove('1:*', ['\\Seen'], { uid: true });
    await readMail(here.coordinator(), {});
    assert.equal(await unseen(), 0);
    assert.equal((await last(here)).length, 1);
    assert.equal((await showBatches(here.coordinator(), Q4)).batches[0]!.files.length, 1);
    assert.equal(repliesTo(SCHOOL).length, 1);
  },
);

test(
  'what breaks off in the middle of a letter leaves nothing of it, and the next reading takes it whole',
  { skip: withoutDovecot },
  async () => {
    await using mail = await townWithMail({ doneFolder: 'Внесено' });
    const { here, send, unseen } = mail;
    const address = 'broken15@example.org';
    await know(here, here.schools.first.id, address);
    const book = await bookOf(here.head, { 't1.other.mentors': 5 });
    await send({ from: address, files: [{ name: 'a.xlsx', bytes: book }] });
    // The table of what came of it cannot be written: everything before it is taken back.
    await app.pool.query(
      `alter table workbook_batch add constraint broken check (source <> 'mail') not valid`,
    );
    await readMail(here.coordinator(), {});
    assert.equal((await showReturn(here.head(), Q4)).fields['t1.other.mentors'], undefined);
    assert.deepEqual(
      (await last(here)).map(({ state, files }) => [state, files[0]?.fault?.code]),
      [['failed', 'mail.failed']],
    );
    assert.deepEqual([await unseen(), repliesTo(address).length], [1, 0]);
    await app.pool.query('alter table workbook_batch drop constraint broken');
    assert.deepEqual(await readMail(here.coordinator(), {}), { letters: 1, left: 0 });
    assert.equal((await showReturn(here.head(), Q4)).fields['t1.other.mentors'], '5');
    assert.deepEqual(
      (await last(here)).map(({ state }) => state),
      ['read'],
    );
    assert.deepEqual([await unseen(), repliesTo(address).length], [0, 1]);
    const done = await mail.client.status('Внесено', { messages: true, unseen: true });
    assert.deepEqual(done && [done.messages, done.unseen], [1, 0], 'it lies where letters go that are done');
  },
);

test(
  'a process that is killed while it reads loses no letter and takes none twice',
  { skip: withoutDovecot },
  async () => {
    await using mail = await townWithMail();
    const { here, send, unseen } = mail;
    const address = 'killed15@example.org';
    await know(here, here.schools.first.id, address);
    for (const mentors of [1, 2])
      await send({
        from: address,
        subject: `Письмо ${mentors}`,
        files: [{ name: 'a.xlsx', bytes: await bookOf(here.head, { 't1.other.mentors': mentors }) }],
      });
    // The other process dies by kill -9 after the first letter is committed and before it is marked.
    const script = `
      import { createApp } from '#platform/app.ts';
      import { contextFor, organisationById } from '#organisations';
      import { mailboxActor } from './locate-mailbox.ts';
      import { readMailbox } from './read-mailbox.ts';
      import { ImapFlow } from 'imapflow';
      ImapFlow.prototype.messageFlagsAdd = () => process.kill(process.pid, 'SIGKILL');
      const app = await createApp(process.env.URL);
      app.vault.open = async () => process.env.BOX_PASSWORD;
      const municipality = await organisationById(app.db, ${here.town.id});
      await readMailbox({ ...contextFor(app, mailboxActor(municipality)), now: new Date('2021-12-20T04:00:00Z') }, municipality);`;
    const { rows } = await app.pool.query<{ name: string }>('select current_database() as name');
    const url = new URL(process.env.VEKHA_TEST_SERVER!);
    url.pathname = `/${rows[0]!.name}`;
    const file = `src/mailbox/killed-${process.pid}.tmp.ts`; // a thread is not started from a script without a file
    writeFileSync(file, script);
    const killed = spawnSync(process.execPath, [file], {
      env: { ...process.env, URL: url.href, BOX_PASSWORD: PASSWORD },
      encoding: 'utf8',
    });
    rmSync(file);
    assert.equal(killed.signal, 'SIGKILL', killed.stderr);
    assert.equal(await unseen(), 2);
    assert.equal((await showReturn(here.head(), Q4)).fields['t1.other.mentors'], '1');
    await readMail(here.coordinator(), {});
    assert.equal((await showReturn(here.head(), Q4)).fields['t1.other.mentors'], '2');
    assert.deepEqual(
      (await last(here)).map(({ subject }) => subject),
      ['Письмо 2', 'Письмо 1'],
    );
    assert.deepEqual(
      [repliesTo(address).length, (await showBatches(here.coordinator(), Q4)).batches[0]!.files.length],
      [2, 2],
    );
  },
);

test(
  'a workbook from an unknown address waits for the coordinator, and its sender learns no figure',
  { skip: withoutDovecot },
  async () => {
    await using mail = await townWithMail();
    const { here, send } = mail;
    const address = 'head15@mail.example';
    await know(here, here.schools.second.id, address); // of another school, which must not open this one
    const book = await bookOf(here.head, { 't1.other.mentors': 41 });
    const other = await bookOf(here.otherHead, { 't1.other.mentors': 7, 't1.other.pairs': 'нет' });
    await send({
      from: address,
      files: [
        { name: '15.xlsx', bytes: book },
        { name: '90.xlsx', bytes: other },
      ],
    });
    await send({ from: 'stranger@mail.example', subject: 'Чужой', files: [{ name: 'a.xlsx', bytes: book }] });
    await send({ from: 'spam@mail.example', subject: 'Скидки', text: 'Купите' });
    const forged = { 'Authentication-Results': 'mx.example; spf=pass; dmarc=fail header.from=mail.example' };
    await send({
      from: address,
      subject: 'Подделка',
      headers: forged,
      files: [{ name: 'b.xlsx', bytes: other }],
    });
    await readMail(here.coordinator(), {});
    assert.equal((await showReturn(here.head(), Q4)).fields['t1.other.mentors'], undefined);
    assert.equal((await showReturn(here.otherHead(), Q4)).fields['t1.other.mentors'], '7');
    const shown = await showMail(here.coordinator(), {});
    assert.deepEqual(
      shown.messages.map(({ subject, files, replyWhy }) => [
        subject,
        files.map(({ fault }) => fault?.code),
        replyWhy,
      ]),
      [
        ['Подделка', ['mail.sender-forged'], ''],
        ['Скидки', ['mail.no-workbook'], 'mail.reply-stranger'],
        ['Чужой', ['mail.sender-unknown'], ''],
        ['Отчёт', ['mail.sender-unknown', undefined], ''],
      ],
    );
    const [mixed] = repliesTo(address).map(({ letter: one }) => textOf(one));
    assert.match(mixed!, /15\.xlsx\nКнига получена и ждёт решения координатора/);
    assert.match(mixed!, /90\.xlsx — school-90/);
    assert.doesNotMatch(mixed!, /school-15|41/);
    const [stranger] = repliesTo('stranger@mail.example').map(({ letter: one }) => textOf(one));
    assert.doesNotMatch(stranger!, /school|41|Не заполнено/);
    assert.equal(repliesTo('spam@mail.example').length, 0);

    const [first, second, third] = shown.waiting;
    await assert.rejects(decideWaiting(here.head(), { id: first!.id, as: 'enter' }), { kind: 'not-found' });
    await decideWaiting(here.coordinator(), { id: first!.id, as: 'remember' });
    await decideWaiting(here.coordinator(), { id: second!.id, as: 'drop' });
    await decideWaiting(here.coordinator(), { id: third!.id, as: 'drop' });
    await assert.rejects(decideWaiting(here.coordinator(), { id: first!.id, as: 'enter' }), {
      code: 'mail.waiting-gone',
    });
    assert.equal((await showReturn(here.head(), Q4)).fields['t1.other.mentors'], '41');
    const after = await showMail(here.coordinator(), {});
    assert.deepEqual(
      [after.waiting, after.senders.map(({ organisation }) => organisation)],
      [[], ['school-15', 'school-90']],
    );
    const answers = repliesTo(address).map(({ letter: one }) => textOf(one));
    assert.match(answers.at(-1)!, /15\.xlsx — school-15, IV квартал 2021 года\nВнесено: 1 ячейка/);
    const { batches } = await showBatches(here.coordinator(), Q4);
    assert.deepEqual(
      [batches.length, batches[0]!.files.map(({ fault, taken }) => fault?.code ?? taken)],
      [
        1,
        [
          'mail.sender-unknown',
          2,
          'mail.sender-unknown',
          'mail.no-workbook',
          'mail.sender-forged',
          1,
          'mail.dropped',
          'mail.dropped',
        ],
      ],
    );
    await forgetSender(here.coordinator(), { organisation: here.schools.first.id, address });
  },
);

test(
  'hostile letters, and those of programs: each is a row with its reason, and none is answered for ever',
  { skip: withoutDovecot },
  async () => {
    await using mail = await townWithMail({ replies: false });
    const { here, client, send, unseen } = mail;
    await know(here, here.schools.first.id);
    const raw = (text: string) => client.append('INBOX', Buffer.from(text.replaceAll('\n', '\r\n')));
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(26_000_000) }, { level: 1 });
    const nested = Array.from(
      { length: 40 },
      (_, at) => `--b${at}\nContent-Type: multipart/mixed; boundary=b${at + 1}\n\n`,
    );
    const parts = '--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n'.repeat(3_000);
    const book = await bookOf(here.head, { 't1.other.mentors': 3 });
    const from = `From: ${SCHOOL}`;
    await send({
      from: SCHOOL,
      subject: 'Бомба',
      files: [
        { name: 'a.xlsx', bytes: bomb },
        { name: 'b.zip', bytes: zipSync({ 'c.xlsx': bomb }) },
      ],
    });
    await raw(`${from}\nSubject: Глубоко\nContent-Type: multipart/mixed; boundary=b0\n\n${nested.join('')}`);
    await raw(`${from}\nSubject: Много\nContent-Type: multipart/mixed; boundary=b\n\n${parts}--b--\n`);
    await raw(`${from}\nSubject: =?koi8-r?B?!!!?= \xff\nContent-Type: multipart/mixed\n\nnothing\n--\n`);
    await raw('\n\n\n');
    await raw(`${from}\nFrom: other@example.org\nSubject: Двое\n\nx`);
    await client.append(
      'INBOX',
      Buffer.concat([Buffer.from(`${from}\r\nSubject: Big\r\n\r\n`), Buffer.alloc(26 * 1024 * 1024, 'x')]),
    );
    await send({ from: SCHOOL, subject: 'Страница', html: '<p>смотрите ниже</p><script>alert(1)</script>' });
    await send({
      from: SCHOOL,
      subject: 'Вид неверен',
      files: [
        { name: 'фото.jpg', bytes: book, type: 'image/jpeg' },
        { name: 'отчёт', bytes: book, type: 'image/png' },
        { name: '../../etc/passwd.xlsx', bytes: new TextEncoder().encode('root') },
        { name: 'winmail.dat', bytes: new Uint8Array([1]) },
      ],
    });
    await send({ from: SCHOOL, subject: 'Автоответ', headers: { 'Auto-Submitted': 'auto-replied' } });
    await send({
      from: 'MAILER-DAEMON@example.org',
      subject: 'Undelivered',
      headers: { 'Return-Path': '<>' },
    });
    const began = performance.now();
    assert.deepEqual(await readMail(here.coordinator(), {}), { letters: 11, left: 0 });
    assert.ok(performance.now() - began < 30_000);
    assert.equal(await unseen(), 0);
    const shown = (await last(here)).reverse();
    assert.deepEqual(
      shown.map(({ subject, files, reply, replyWhy }) => [
        subject.replace(/[^\p{L} ]/gu, '').trim(),
        ...files.map(({ name, fault }) => `${name}: ${fault?.code ?? 'in'}`),
        replyWhy || reply,
      ]),
      [
        ['Бомба', 'a.xlsx: workbook.file-bomb', 'c.xlsx: workbook.file-bomb', 'copy'],
        ['Глубоко', 'Глубоко: mail.broken', 'copy'],
        ['Много', 'Много: mail.too-many-parts', 'copy'],
        [
          shown[3]!.subject.replace(/[^\p{L} ]/gu, '').trim(),
          `${shown[3]!.subject}: mail.no-workbook`,
          'copy',
        ],
        ['', '—: mail.no-workbook', 'mail.reply-no-sender'],
        ['Двое', 'Двое: mail.no-workbook', 'mail.reply-no-sender'],
        ['Big', 'Big: mail.too-large', 'copy'],
        ['Страница', 'Страница: mail.no-workbook', 'copy'],
        [
          'Вид неверен',
          'фото.jpg: mail.not-book',
          'отчёт: in',
          '../../etc/passwd.xlsx: workbook.file-kind',
          'winmail.dat: mail.winmail',
          'copy',
        ],
        ['Автоответ', 'Автоответ: mail.no-workbook', 'mail.reply-automatic'],
        ['Undelivered', 'Undelivered: mail.report', 'mail.reply-automatic'],
      ],
    );
  },
);

test(
  'who sets the mailbox is told in words what is wrong, and no page, journal or other server gets the password',
  { skip: withoutDovecot },
  async () => {
    await using mail = await townWithMail();
    const { here, settings } = mail;
    const asked = async (
      server: Partial<typeof settings.server>,
      more: { password?: string; folder?: string; doneFolder?: string } = {},
    ) => {
      await setMailbox(here.coordinator(), {
        ...settings,
        ...more,
        server: { ...settings.server, ...server },
      });
      const { inbox, letters } = await checkMailbox(here.coordinator(), {});
      return inbox?.code ?? letters;
    };
    assert.equal(await asked({}), 0);
    assert.equal(await asked({}, { password: 'wrong' }), 'mail.wrong-password');
    assert.equal(await asked({}, { folder: 'Нет такой' }), 'mail.no-folder');
    assert.equal(
      await asked({ host: 'no-such-name.invalid', port: 993, security: 'tls' }),
      'mail.name-unknown',
    );
    assert.equal(await asked({ port: 1 }), 'mail.refused-connection');
    assert.equal(
      await asked({ host: 'localhost', security: 'tls', port: running().tlsPort }),
      'mail.certificate-unknown',
    );
    assert.equal(await asked({ host: 'localhost', security: 'starttls' }), 'mail.certificate-unknown');
    tls.setDefaultCACertificates([running().certificate]);
    assert.equal(await asked({ host: 'localhost', security: 'starttls' }), 0);
    assert.equal(await asked({ security: 'tls', port: running().tlsPort }), 'mail.certificate-other-name');
    assert.equal(await asked({ security: 'tls' }), 'mail.not-tls');
    assert.equal(await asked({}, { doneFolder: 'Нет такой' }), 'mail.no-folder');
    assert.equal(await asked({ host: '10.1.2.3', port: 993, security: 'tls' }), 'mail.place-inside');
    assert.equal(await asked({ host: 'imap.example.org', port: 22, security: 'tls' }), 'mail.port-unusual');

    await asked({});
    // Without the password, another server is not given what was typed for this one.
    const elsewhere = { ...settings, server: { ...settings.server, host: 'localhost' }, password: '' };
    await assert.rejects(setMailbox(here.coordinator(), elsewhere), { code: 'mail.password-missing' });
    await setMailbox(here.coordinator(), { ...settings, password: '', folder: 'INBOX' });
    assert.deepEqual((await checkMailbox(here.coordinator(), {})).letters, 0);
    const said = JSON.stringify([
      await showMailbox(here.coordinator(), {}),
      await showMail(here.coordinator(), {}),
      await readJournal(here.controller(), {}),
      (await app.pool.query(`select after from audit where action like 'mail.%'`)).rows,
      (await app.pool.query('select * from mailbox')).rows,
    ]);
    assert.doesNotMatch(said, new RegExp(`${PASSWORD}|${Buffer.from(PASSWORD).toString('hex')}`));
    for (const who of [here.head, here.controller, here.group])
      await assert.rejects(setMailbox(who(), settings), { kind: 'not-found' });
    await app.pool.query(`update mailbox set password = $1 where server->>'login' = $2`, [
      Buffer.alloc(60),
      mail.login,
    ]);
    assert.equal((await readMail(here.coordinator(), {})).trouble?.code, 'mail.password-lost');
    for (const _ of [2, 3]) await readMail(here.coordinator(), {});
    assert.equal((await showInbox(here.coordinator(), {}))[0]?.code, 'mail.notice-failing');
  },
);
