import { crc32 } from 'node:zlib';

const PREFIX = 'hdl_';
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = BigInt(DIGITS.length);

/** The random bytes of a token: 160 bits. */
export const TOKEN_BYTES = 20;
/** Digits for 160 and for 32 bits: 62^27 is the first power above 2^160, and 62^6 the first above 2^32. */
const RANDOM_DIGITS = 27;
const CHECK_DIGITS = 6;
export const TOKEN_LENGTH = PREFIX.length + RANDOM_DIGITS + CHECK_DIGITS;

const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${RANDOM_DIGITS + CHECK_DIGITS}}$`);

/**
 * Formats an access token: `hdl_`, the random bytes, and the CRC-32 of both, in base 62 and of fixed length. The prefix
 * is for secret scanners; the checksum detects typing errors without a database query.
 */
export function formatToken(random: Uint8Array): string {
  const body = PREFIX + formatRandom(random);
  return body + checksum(body);
}

/** Formats {@link TOKEN_BYTES} random bytes in base 62, always with 27 digits. */
export function formatRandom(random: Uint8Array): string {
  return base62(BigInt(`0x${Buffer.from(random).toString('hex')}`), RANDOM_DIGITS);
}

/** Checks the format and the checksum of a token, without a database query. */
export function checkToken(text: string): 'VALID' | 'BAD_CHECKSUM' | 'BAD_FORMAT' {
  if (!SHAPE.test(text)) return 'BAD_FORMAT';
  return checksum(text.slice(0, -CHECK_DIGITS)) === text.slice(-CHECK_DIGITS) ? 'VALID' : 'BAD_CHECKSUM';
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
