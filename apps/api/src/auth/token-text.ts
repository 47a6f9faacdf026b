import { crc32 } from 'node:zlib';

const PREFIX = 'hdl_';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = BigInt(DIGITS.length);

/** How many random bytes make a token: 160 bits, more than anybody can try. */
export const TOKEN_BYTES = 20;
/** 62^27 is the first power of 62 that exceeds 2^160, and 62^6 the first that exceeds 2^32. */
const RANDOM_DIGITS = 27;
const CHECK_DIGITS = 6;
export const TOKEN_LENGTH = PREFIX.length + RANDOM_DIGITS + CHECK_DIGITS;

const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${RANDOM_DIGITS + CHECK_DIGITS}}$`);

/**
 * The text of an access token: `hdl_`, the random bytes, and the CRC-32 of all that, both in base 62 and of fixed
 * length. The prefix lets scanners find tokens where they should not be; the checksum tells a typing error from a
 * token that nobody knows, without asking anybody.
 */
export function tokenText(random: Uint8Array): string {
  const body = PREFIX + base62(BigInt(`0x${Buffer.from(random).toString('hex')}`), RANDOM_DIGITS);
  return body + checksum(body);
}

/** Judges a token by its text alone. `FOREIGN`: it is no access token of Headliner. */
export function judgeTokenText(text: string): 'WELL_FORMED' | 'MISSPELT' | 'FOREIGN' {
  if (!SHAPE.test(text)) return 'FOREIGN';
  return checksum(text.slice(0, -CHECK_DIGITS)) === text.slice(-CHECK_DIGITS) ? 'WELL_FORMED' : 'MISSPELT';
}

function checksum(body: string): string {
  return base62(BigInt(crc32(body)), CHECK_DIGITS);
}

function base62(value: bigint, length: number): string {
  let digits = '';
  for (let rest = value; digits.length < length; rest /= BASE)
    digits = DIGITS.charAt(Number(rest % BASE)) + digits;
  return digits;
}
