import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { freePort } from '#platform/ports.ts';

const found = spawnSync('dovecot', ['--version'], { encoding: 'utf8' });
const version = found.error ? '' : found.stdout.trim();
/** Why a test that reads a real mailbox is skipped: for `test(name, { skip: withoutDovecot }, …)`. */
export const withoutDovecot = !version
  ? 'dovecot is not installed here'
  : spawnSync('openssl', ['version']).error
    ? 'openssl, which makes its certificate, is not installed here'
    : version.startsWith('2.3.')
      ? false
      : `dovecot ${version.split(' ')[0]} is set up in another way than 2.3, which this test knows`;

export const USER = 'knigi@example.org';
export const PASSWORD = 'password-of-the-box';

/** A mail server of this test's own, on loopback, in a temporary folder; any user's password is PASSWORD. */
export async function startDovecot() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vekha-dovecot-'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const isRoot = process.getuid?.() === 0;
  const id = (user: string, flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  const me = isRoot ? 'dovecot' : userInfo().username;
  const [uid, gid] = [id(me, '-u'), id(me, '-g')];
  const mail = path.join(folder, 'mail');
  mkdirSync(mail);
  if (isRoot) {
    chownSync(folder, uid, gid);
    chownSync(mail, uid, gid);
  }
  const [key, certificate] = [path.join(folder, 'key.pem'), path.join(folder, 'certificate.pem')];
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout ${key} -out ${certificate}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
  const users = isRoot
    ? 'default_internal_user = dovecot\ndefault_login_user = dovenull'
    : `default_internal_user = ${me}\ndefault_login_user = ${me}\ndefault_internal_group = ${gid}`;
  const config = path.join(folder, 'dovecot.conf');
  writeFileSync(
    config,
    `protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
${users}
first_valid_uid = 1
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
ssl = yes
ssl_cert = <${certificate}
ssl_key = <${key}
mail_location = maildir:${mail}/%u
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${mail}/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
  # Nobody waits here because somebody has mistyped a password before.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`,
  );
  // It ends with this process, however that ends: then what `cat` reads is closed.
  const watched = `dovecot -F -c ${config} & server=$!; cat; kill $server; wait $server`;
  const server = spawn('sh', ['-c', watched], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 100 || server.exitCode !== null) {
      const log = readFileSync(`${folder}/log`, 'utf8');
      await stop();
      throw new Error(`dovecot did not start: ${log}`);
    }
    await wait(30);
  }
  return { port, tlsPort, certificate: readFileSync(certificate, 'utf8'), stop };
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
      .once('data', () => {
        socket.destroy();
        resolve(true);
      })
      .once('error', () => resolve(false));
  });

/** A school's mail program and the postmaster in one: puts letters into the mailbox and looks what has become of them. */
export async function mailClient(port: number, user = USER) {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: PASSWORD },
    logger: false,
    disableAutoIdle: true,
  });
  await client.connect();
  return client;
}
