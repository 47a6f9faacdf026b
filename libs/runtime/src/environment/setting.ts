import { z } from 'zod';

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
