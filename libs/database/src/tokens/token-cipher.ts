import { base64url, compactDecrypt, CompactEncrypt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { TokenUnreadableError, UnknownKeyError } from '../errors.js';
import { KEY_ID, type Keyring } from './keyring.js';

/** The row and column that a token is stored in and bound to. */
export interface TokenLocation {
  readonly table: string;
  readonly column: string;
  /** The primary key of the row. */
  readonly row: string;
}

const ALGORITHM = 'dir';
const ENCRYPTION = 'A256GCM';

const protectedHeader = z.strictObject({
  alg: z.literal(ALGORITHM),
  enc: z.literal(ENCRYPTION),
  kid: z.string().regex(KEY_ID),
  /** A private header parameter: the location, authenticated with the token. */
  place: z.string(),
});

/**
 * Encrypts tokens as compact JWE (RFC 7516; `dir`, `A256GCM`). The protected header binds each token to its
 * location, so a token that is copied to another row or column cannot be decrypted there.
 */
export class TokenCipher {
  readonly #keyring: Keyring;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /** Encrypts with the active key. */
  encrypt(token: string, location: TokenLocation): Promise<string> {
    const kid = this.#keyring.activeId;
    return new CompactEncrypt(new TextEncoder().encode(token))
      .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION, kid, place: locationName(location) })
      .encrypt(this.#key(kid));
  }

  /**
   * Decrypts a token that is stored at `location`.
   *
   * @throws {UnknownKeyError} the keyring lacks its key
   * @throws {TokenUnreadableError} it was altered or moved, or its key has changed
   */
  async decrypt(ciphertext: string, location: TokenLocation): Promise<string> {
    const name = locationName(location);
    const header = readHeader(ciphertext, name);
    if (header.place !== name) throw new TokenUnreadableError(name);
    const key = this.#key(header.kid);
    try {
      const { plaintext } = await compactDecrypt(ciphertext, key, {
        keyManagementAlgorithms: [ALGORITHM],
        contentEncryptionAlgorithms: [ENCRYPTION],
      });
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext);
    } catch {
      throw new TokenUnreadableError(name);
    }
  }

  #key(id: string) {
    const key = this.#keyring.key(id);
    if (!key) throw new UnknownKeyError(id);
    return key;
  }
}

/**
 * Returns the id of the key that a token is encrypted with, without decrypting or verifying the token.
 *
 * @throws {TokenUnreadableError} it is not a token of this cipher
 */
export function keyIdOf(ciphertext: string): string {
  return readHeader(ciphertext, 'the database').kid;
}

/** Returns a unique name for a location. */
function locationName({ table, column, row }: TokenLocation): string {
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

/** Whether base64url text is spelled as an encoder writes it; decoders accept other spellings too. */
function isCanonical(part: string): boolean {
  return base64url.encode(base64url.decode(part)) === part;
}

/** A column of encrypted tokens. Its table has a `listener_id`, and an index on the key ids of the column. */
export interface EncryptedColumn {
  readonly table: string;
  readonly column: string;
  /** SQL for the `row` of a {@link TokenLocation}. */
  readonly row: string;
}

/** All columns of encrypted tokens. Key checks and re-encryption read this list. */
export const ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [
  { table: 'spotify_grant', column: 'refresh_token', row: 'listener_id::text' },
  { table: 'spotify_grant', column: 'access_token', row: 'listener_id::text' },
  { table: 'share', column: 'token', row: "listener_id || '/' || id" },
];

/** Returns where a Spotify token of a listener is stored. */
export function tokenLocation(listenerId: number, column: 'access_token' | 'refresh_token'): TokenLocation {
  return { table: 'spotify_grant', column, row: String(listenerId) };
}

/** Returns where the token of a share is stored. */
export function shareTokenLocation(listenerId: number, id: string): TokenLocation {
  return { table: 'share', column: 'token', row: `${listenerId}/${id}` };
}
