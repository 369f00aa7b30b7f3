import assert from 'node:assert/strict';
import test from 'node:test';
import { addressOf, isInside } from './places.ts';

test('an address inside the network is told from one of the internet, however it is written', () => {
  for (const one of [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    'fd00::1',
    'fe80::1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
  ])
    assert.ok(isInside(one), one);
  for (const one of ['8.8.8.8', '172.32.0.1', '2a02:6b8::1']) assert.ok(!isInside(one), one);
});

test('a settings page reaches no service of the network but those that whoever keeps the server has named', async () => {
  const place = { host: '10.0.0.5', port: 1143, security: 'tls' as const };
  const reached = async (names: string | undefined, one: Parameters<typeof addressOf>[0]) => {
    if (names === undefined) delete process.env.VEKHA_MAIL_PLACES;
    else process.env.VEKHA_MAIL_PLACES = names;
    return addressOf(one, 'imap').catch(({ code }: { code: string }) => code);
  };
  assert.equal(await reached(undefined, place), 'mail.port-unusual');
  assert.equal(await reached(undefined, { ...place, port: 993 }), 'mail.place-inside');
  assert.equal(await reached('10.0.0.6, 10.0.0.5:1144', place), 'mail.port-unusual');
  assert.equal(await reached('10.0.0.6, 10.0.0.5:1143', place), '10.0.0.5');
  assert.equal(await reached('10.0.0.5', place), '10.0.0.5');
  assert.equal(await reached('10.0.0.5', { ...place, security: 'plain' }), 'mail.plain-outside');
  assert.equal(await reached('127.0.0.1', { ...place, host: '127.0.0.1', security: 'plain' }), '127.0.0.1');
  assert.equal(await reached(undefined, { ...place, host: '8.8.8.8', port: 993 }), '8.8.8.8');
  assert.equal(await reached(undefined, { ...place, host: 'localhost', port: 993 }), 'mail.place-inside');
});
