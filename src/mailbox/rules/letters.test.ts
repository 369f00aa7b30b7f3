import assert from 'node:assert/strict';
import test from 'node:test';
import { isAutomatic, isForged, isReport, kindOf, MOST_REPLIES_A_DAY, replyFor } from './index.ts';

const SCHOOL = 'school15@example.org';

test('letters of programs, lists and mail servers are told from those of people', () => {
  for (const [headers, from = SCHOOL] of [
    [{ 'auto-submitted': ['auto-replied'] }],
    [{ 'auto-submitted': ['auto-generated; owner-email="a@b"'] }],
    [{ precedence: ['bulk'] }],
    [{ precedence: ['list'] }],
    [{ 'list-id': ['<news.example.org>'] }],
    [{ 'x-auto-response-suppress': ['oof, autoreply'] }],
    [{ 'return-path': [' <> '] }],
    [{ 'content-type': ['multipart/report; report-type=delivery-status'] }],
    [{}, 'mailer-daemon@example.org'],
    [{}, 'no-reply@example.org'],
  ] as [Record<string, string[]>, string?][])
    assert.ok(isAutomatic(headers, from), JSON.stringify([headers, from]));
  for (const headers of [
    {},
    { 'auto-submitted': ['no'] },
    { precedence: ['normal'] },
    { 'return-path': [`<${SCHOOL}>`] },
    { 'x-auto-response-suppress': ['dr, rn'] },
  ] as Record<string, string[]>[])
    assert.ok(!isAutomatic(headers, SCHOOL), JSON.stringify(headers));
  // A scanner's letter is a program's too, and what is in it is taken all the same.
  assert.ok(!isReport({ 'auto-submitted': ['auto-generated'] }, SCHOOL));
});

test('that a sender is who it says is doubted where a server says so, and never believed because one does', () => {
  assert.ok(isForged({ 'authentication-results': ['a; dmarc=pass', 'mx; spf=pass; dmarc = fail (p=none)'] }));
  assert.ok(!isForged({ 'authentication-results': ['mx; spf=fail; dkim=none; dmarc=none'] }));
  assert.ok(!isForged({}));
});

test('a stranger is answered only where a workbook of ours came along, and nobody without end', () => {
  const asked = {
    from: SCHOOL,
    own: ['box@example.org'],
    automatic: false,
    trusted: true,
    waits: false,
    repliedToday: 0,
  };
  const reply = (more: Partial<typeof asked>) => {
    const { reply: kind, why } = replyFor({ ...asked, ...more });
    return why || kind;
  };
  assert.deepEqual(
    [
      reply({}),
      reply({ trusted: false, waits: true }),
      reply({ trusted: false }),
      reply({ from: '' }),
      reply({ from: 'box@example.org' }),
      reply({ automatic: true }),
      reply({ repliedToday: MOST_REPLIES_A_DAY }),
    ],
    [
      'whole',
      'waiting',
      'mail.reply-stranger',
      'mail.reply-no-sender',
      'mail.reply-automatic',
      'mail.reply-automatic',
      'mail.reply-often',
    ],
  );
});

test('what is attached is what its first bytes say, whatever it is called', () => {
  const zip = new Uint8Array([0x50, 0x4b, 3, 4]);
  const text = new Uint8Array([0x41]);
  const kind = (name: string, bytes: Uint8Array, type = 'application/octet-stream', inline = false) =>
    kindOf({ name, type, inline, bytes });
  assert.deepEqual(
    [
      kind('отчёт.xlsx', zip),
      kind('отчёт.xlsx', text), // who reads it says that it is none
      kind('отчёт.xls', new Uint8Array([0xd0, 0xcf])),
      kind('', zip, 'image/png'),
      kind('книги.ZIP', zip),
      kind('', zip, 'application/zip'),
      kind('приказ.docx', zip),
      kind('скан.pdf', text, 'application/pdf'),
      kind('winmail.dat', text),
      kind('logo.png', text, 'image/png', true),
      kind('smime.p7s', text, 'application/pkcs7-signature'),
    ],
    [
      'book',
      'book',
      'book',
      'book',
      'archive',
      'archive',
      'other',
      'other',
      'winmail',
      'passed over',
      'passed over',
    ],
  );
});
