import { createHash } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** An id made from a text: 128 bits in base62, 22 characters, the way Spotify writes its ids. */
export function spotifyIdOf(text: string): string {
  let bits = BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 32)}`);
  let id = '';
  while (id.length < 22) {
    id = BASE62.charAt(Number(bits % 62n)) + id;
    bits /= 62n;
  }
  return id;
}
