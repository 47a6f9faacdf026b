import { z } from 'zod';
import { EnvironmentError } from '../errors.js';

/** A whole number from `least` to `most`. */
export function integer(least: number, most: number) {
  const expected = `a whole number from ${least} to ${most}`;
  return z
    .string(expected)
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .refine((value) => value >= least && value <= most, expected);
}

/** A TCP port that a process can listen on. */
export function port() {
  return integer(1, 65_535);
}

/**
 * A host name or an IP address, without scheme or port, in its shortest form. `localhost` stands for 127.0.0.1, since
 * that is the address printed and Spotify refuses the name.
 */
export function host() {
  const expected = 'a host name or an IP address, such as 127.0.0.1';
  return z
    .string(expected)
    .regex(/^([\w.-]+|[\da-f:.]+|\[[\da-f:.]+\])$/i, expected)
    .refine((value) => URL.canParse(toOrigin(value)), expected)
    .transform((value) => new URL(toOrigin(value)).hostname.replace(/^\[|\]$/g, ''))
    .transform((value) => (value === 'localhost' ? '127.0.0.1' : value));
}

function toOrigin(given: string): string {
  return `http://${given.includes(':') && !given.startsWith('[') ? `[${given}]` : given}`;
}

/** An absolute http or https address; a trailing slash is dropped. */
export function url(example: string) {
  const expected = `an address that begins with http:// or https://, such as ${example}`;
  return z
    .string(expected)
    .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), expected)
    .transform((value) => value.replace(/\/+$/, ''));
}

/** A secret of at least `least` characters. */
export function secret(least: number, expected: string) {
  return z.string(expected).min(least, expected);
}

/** `true` or `false`. */
export function flag() {
  const expected = 'true or false';
  return z.enum(['true', 'false'], expected).transform((value) => value === 'true');
}

/** What {@link publicUrl} and {@link publicAddress} expect, and why they reject a value. */
const ADDRESS =
  'the address people use, without a path: https://charts.example.org, or http://127.0.0.1:<port> on this machine';
const NOT_LOCALHOST = `${ADDRESS}; Spotify refuses redirects to localhost, so use 127.0.0.1`;
const NOT_PLAIN_HTTP = `${ADDRESS}; plain http is allowed on loopback only, because it would expose sessions`;
const NO_ADDRESS = `missing; HOST is neither loopback nor 0.0.0.0 or ::, so it needs ${ADDRESS}`;

/** The address that people use, as an origin in the form that browsers send. */
export function publicUrl() {
  return z
    .string(ADDRESS)
    .refine((value) => URL.canParse(value) && isOrigin(new URL(value)), ADDRESS)
    .refine((value) => !URL.canParse(value) || new URL(value).hostname !== 'localhost', NOT_LOCALHOST)
    .refine((value) => !URL.canParse(value) || isSafe(new URL(value)), NOT_PLAIN_HTTP)
    .transform((value) => new URL(value).origin);
}

/**
 * Returns the address that people use, without a trailing slash: `PUBLIC_URL`, or the loopback address that `HOST` listens on.
 *
 * @throws {EnvironmentError} if `PUBLIC_URL` is missing and `HOST` cannot be reached over loopback
 */
export function publicAddress(settings: {
  readonly PUBLIC_URL?: string | undefined;
  readonly HOST: string;
  readonly PORT: number;
}): string {
  if (settings.PUBLIC_URL !== undefined) return settings.PUBLIC_URL;
  const hostname = { '127.0.0.1': '127.0.0.1', '0.0.0.0': '127.0.0.1', '::': '127.0.0.1', '::1': '[::1]' }[
    settings.HOST
  ];
  if (hostname === undefined) throw new EnvironmentError([{ name: 'PUBLIC_URL', expected: NO_ADDRESS }]);
  return new URL(`http://${hostname}:${settings.PORT}`).origin;
}

/** Returns the redirect URI. It must be registered with the Spotify app exactly like this. */
export function redirectUri(address: string): string {
  return `${address}/auth/spotify/callback`;
}

function isOrigin({ protocol, pathname, search, hash, username, password }: URL): boolean {
  return /^https?:$/.test(protocol) && pathname === '/' && !search && !hash && !username && !password;
}

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);
}
