import { base64url, CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { TokenUnreadableError, UnknownKeyError } from '../errors.js';
import { KEY_ID, type Keyring } from './keyring.js';

/** The row and column of the database that a token is stored in, and bound to. */
export interface TokenPlace {
  readonly table: string;
  readonly column: string;
  /** The row's key. */
  readonly row: string;
}

/** The row and column that a token of this listener is bound to. */
export function tokenPlace(listenerId: number, column: 'access_token' | 'refresh_token'): TokenPlace {
  return { table: 'spotify_grant', column, row: String(listenerId) };
}

const ALGORITHM = 'dir';
const ENCRYPTION = 'A256GCM';

const protectedHeader = z.strictObject({
  alg: z.literal(ALGORITHM),
  enc: z.literal(ENCRYPTION),
  kid: z.string().regex(KEY_ID),
  /** Not a registered name: the place, under the same authentication as the token itself. */
  place: z.string(),
});

/**
 * Encrypts Spotify tokens as compact JWE (RFC 7516; `dir`, `A256GCM`), each for the one place where it is stored. The
 * place stands in the protected header, which is authenticated with the token: what is copied to another row or column
 * says so itself, and cannot be made to say anything else without the key.
 */
export class TokenCipher {
  readonly #keyring: Keyring;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /** Encrypts with the active key. */
  encrypt(token: string, place: TokenPlace): Promise<string> {
    const kid = this.#keyring.activeId;
    return new CompactEncrypt(new TextEncoder().encode(token))
      .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION, kid, place: placeName(place) })
      .encrypt(this.#key(kid));
  }

  /**
   * @throws {UnknownKeyError} when its key is not in the keyring.
   * @throws {TokenUnreadableError} when it was altered or moved, or its key has changed.
   */
  async decrypt(ciphertext: string, place: TokenPlace): Promise<string> {
    const where = placeName(place);
    const header = readHeader(ciphertext, where);
    if (header.place !== where) throw new TokenUnreadableError(where);
    const key = this.#key(header.kid);
    try {
      const { plaintext } = await compactDecrypt(ciphertext, key, {
        keyManagementAlgorithms: [ALGORITHM],
        contentEncryptionAlgorithms: [ENCRYPTION],
      });
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext);
    } catch {
      throw new TokenUnreadableError(where);
    }
  }

  #key(id: string) {
    const key = this.#keyring.key(id);
    if (!key) throw new UnknownKeyError(id);
    return key;
  }
}

/**
 * The id of the key that a token is encrypted with; nothing is decrypted or verified.
 *
 * @throws {TokenUnreadableError} when it is not a token that this cipher made.
 */
export function keyIdOf(ciphertext: string): string {
  return readHeader(ciphertext, 'the database').kid;
}

/** One string for each place, and never the same for two. */
function placeName({ table, column, row }: TokenPlace): string {
  return [table, column, row].map(encodeURIComponent).join('/');
}

function readHeader(ciphertext: string, where: string): z.output<typeof protectedHeader> {
  try {
    if (!ciphertext.split('.').every(isCanonical)) throw new Error('not canonical');
    return protectedHeader.parse(decodeProtectedHeader(ciphertext));
  } catch {
    throw new TokenUnreadableError(where);
  }
}

/** Base64 has several spellings of the same bytes, and only one of them is what we wrote. */
function isCanonical(part: string): boolean {
  return base64url.encode(base64url.decode(part)) === part;
}
