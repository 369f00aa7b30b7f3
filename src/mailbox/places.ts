import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { Failure } from '#platform/failure.ts';

export const securities = ['tls', 'starttls', 'plain'] as const;
export type Security = (typeof securities)[number];
export type Place = { host: string; port: number; security: Security };
type Protocol = 'imap' | 'smtp';

const PORTS: Record<Protocol, readonly number[]> = { imap: [143, 993], smtp: [25, 465, 587, 2525] };

/** Addresses that are no server of the internet: this machine, its network, and what routers and clouds keep for themselves. */
const INSIDE = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  INSIDE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  INSIDE.addSubnet(net, prefix, 'ipv6');
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

const within = (list: BlockList, address: string) =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
export const isInside = (address: string): boolean => within(INSIDE, address);

/** `mail.example.org` or `10.0.0.5:1143`: what whoever keeps the server has named in VEKHA_MAIL_PLACES. */
function isNamed({ host, port }: Place): boolean {
  const named = (process.env.VEKHA_MAIL_PLACES ?? '').toLowerCase().split(',');
  const [alone, whole] = [host.toLowerCase(), `${host.toLowerCase()}:${port}`];
  return named.some((one) => one.trim() === alone || one.trim() === whole);
}

/**
 * The address to connect to. A municipality's administrator may name any mail server of the internet, and inside the
 * network only what whoever keeps the server has allowed: the settings page must not be a way to look round in there.
 * The name is resolved once, and what was judged is what is connected to.
 * @throws Failure `mail.port-unusual`, `mail.name-unknown`, `mail.place-inside`, `mail.plain-outside`
 */
export async function addressOf(place: Place, protocol: Protocol): Promise<string> {
  const { host, port, security } = place;
  const named = isNamed(place);
  if (!named && !PORTS[protocol].includes(port))
    throw new Failure('invalid', 'mail.port-unusual', { port, usual: PORTS[protocol].join(', ') });
  const addresses = isIP(host) ? [host] : await resolved(host);
  if (!named && addresses.some(isInside)) throw new Failure('invalid', 'mail.place-inside', { host });
  const address = addresses[0]!;
  if (security === 'plain' && !within(LOOPBACK, address)) throw new Failure('invalid', 'mail.plain-outside');
  return address;
}

async function resolved(host: string): Promise<string[]> {
  try {
    const found = await lookup(host, { all: true, order: 'ipv4first' });
    if (found.length > 0) return found.map(({ address }) => address);
  } catch {
    // told in a sentence below
  }
  throw new Failure('unavailable', 'mail.name-unknown', { host });
}
