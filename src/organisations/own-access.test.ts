import assert from 'node:assert/strict';
import test from 'node:test';
import {
  changeOwnPassword,
  contextFor,
  endOwnSession,
  makeOwnToken,
  ownAccess,
  revokeOwnToken,
} from '#organisations';
import { accountOfToken, checkFirstRunCode, firstRunCode, sessionOf, signIn } from '#platform/sessions.ts';
import { testApp } from '#tests/database.ts';
import { account, makeTown, PASSWORD } from '#tests/town.ts';

const { app } = await testApp();
const { schools } = await makeTown(app);
const client = { address: '127.0.0.1', agent: 'test' };
const elsewhere = { address: '127.0.0.2', agent: 'test' };
const refusal = (run: Promise<unknown>) =>
  run.then(
    () => 'came in',
    (error: { code?: string }) => error.code,
  );
const person = () => account(app, 'curator', schools[0]!, PASSWORD);
const asPerson = (accountId: number) => contextFor(app, { accountId, name: 'куратор', grants: [] });

test('the sixth wrong password waits, even if it is right; from another address it does not', async () => {
  const { login } = await person();
  for (let attempt = 1; attempt <= 5; attempt++)
    assert.equal(
      await refusal(signIn(app.db, login, 'не тот пароль', client)),
      'access.wrong-login-or-password',
    );
  assert.equal(await refusal(signIn(app.db, login, PASSWORD, client)), 'access.too-many-attempts');
  assert.equal(
    await refusal(signIn(app.db, login.toUpperCase(), PASSWORD, client)),
    'access.too-many-attempts',
  );
  assert.equal(await refusal(signIn(app.db, login, PASSWORD, elsewhere)), 'came in');
});

test('attempts at once are counted one by one', async () => {
  const { login } = await person();
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => refusal(signIn(app.db, login, 'не тот пароль', client))),
  );
  assert.equal(answers.filter((code) => code === 'access.wrong-login-or-password').length, 5);
});

test('an address that tries many names is slowed down for all of them', async () => {
  const address = { address: '127.0.0.9', agent: 'test' };
  const { login } = await person();
  await app.pool.query(`insert into attempt values ('address 127.0.0.9', 100, now())`);
  assert.equal(await refusal(signIn(app.db, login, PASSWORD, address)), 'access.too-many-attempts');
});

test('an unknown name and a wrong password get one answer in about one time', async () => {
  const { login } = await person();
  const time = async (name: string, from: string) => {
    const began = performance.now();
    const code = await refusal(signIn(app.db, name, 'не тот пароль', { address: from, agent: '' }));
    assert.equal(code, 'access.wrong-login-or-password');
    return performance.now() - began;
  };
  const median = (list: number[]) => list.sort((one, other) => one - other)[Math.floor(list.length / 2)]!;
  const [known, unknown]: [number[], number[]] = [[], []];
  await time('warm', '10.0.0.1');
  for (let round = 0; round < 9; round++) {
    known.push(await time(login, `10.1.0.${round}`));
    unknown.push(await time(`nobody-${round}`, `10.2.0.${round}`));
  }
  const ratio = median(known) / median(unknown);
  assert.ok(ratio > 0.5 && ratio < 2, `known ${median(known)} ms, unknown ${median(unknown)} ms`);
});

test('changing the password ends the other sessions and asks for the present one', async () => {
  const { accountId, login } = await person();
  const [here, there] = [
    await signIn(app.db, login, PASSWORD, client),
    await signIn(app.db, login, PASSWORD, elsewhere),
  ];
  const session = (await sessionOf(app.db, here))!.id;
  const context = asPerson(accountId);
  const change = (current: string) =>
    changeOwnPassword(context, { current, next: 'совсем другой пароль', session });
  assert.equal(await refusal(change('не тот пароль')), 'access.wrong-password');
  await change(PASSWORD);
  assert.ok(await sessionOf(app.db, here));
  assert.equal(await sessionOf(app.db, there), undefined);
  assert.equal(await refusal(signIn(app.db, login, PASSWORD, client)), 'access.wrong-login-or-password');
});

test('guessing the present password in an open session is slowed down too', async () => {
  const { accountId } = await person();
  const guess = () =>
    refusal(changeOwnPassword(asPerson(accountId), { current: 'не тот', next: PASSWORD, session: null }));
  for (let attempt = 1; attempt <= 5; attempt++) assert.equal(await guess(), 'access.wrong-password');
  assert.equal(await guess(), 'access.too-many-attempts');
});

test('a session is ended by its owner and by nobody else', async () => {
  const { accountId, login } = await person();
  const other = await person();
  const token = await signIn(app.db, login, PASSWORD, client);
  const { id } = (await sessionOf(app.db, token))!;
  await endOwnSession(asPerson(other.accountId), { id });
  assert.ok(await sessionOf(app.db, token));
  await endOwnSession(asPerson(accountId), { id });
  assert.equal(await sessionOf(app.db, token), undefined);
});

test('a token opens the API until it is revoked or too old, and is kept as a hash', async () => {
  const { accountId } = await person();
  const context = asPerson(accountId);
  const { token } = await makeOwnToken(context, { name: 'сверка' });
  assert.equal((await accountOfToken(app.db, `Bearer ${token}`))?.accountId, accountId);
  assert.equal(await accountOfToken(app.db, token), undefined);
  const kept = await app.pool.query('select row_to_json(t)::text as row from api_token t');
  assert.ok(!kept.rows.some(({ row }) => row.includes(token)));
  const [listed] = (await ownAccess(context, {})).tokens;
  await revokeOwnToken(context, { id: listed!.id });
  assert.equal(await accountOfToken(app.db, `Bearer ${token}`), undefined);

  const old = await makeOwnToken(context, { name: 'старый' });
  await app.pool.query(`update api_token set expires_at = now() - interval '1 second' where name = 'старый'`);
  assert.equal(await accountOfToken(app.db, `Bearer ${old.token}`), undefined);
});

test('a session ends after twelve quiet hours and after fourteen days', async () => {
  const { login } = await person();
  const quiet = await signIn(app.db, login, PASSWORD, client);
  await app.pool.query(`update session set seen_at = now() - interval '12 hours 1 minute'`);
  assert.equal(await sessionOf(app.db, quiet), undefined);
  const old = await signIn(app.db, login, PASSWORD, client);
  await app.pool.query(`update session set expires_at = now() - interval '1 second'`);
  assert.equal(await sessionOf(app.db, old), undefined);
});

test('the code of the first run cannot be guessed: the sixth wrong one waits', async () => {
  const code = await firstRunCode(app.db);
  for (let attempt = 1; attempt <= 5; attempt++)
    assert.equal(await refusal(checkFirstRunCode(app.db, '0000000000', '10.3.0.1')), 'access.wrong-code');
  assert.equal(await refusal(checkFirstRunCode(app.db, code, '10.3.0.1')), 'access.too-many-attempts');
});
