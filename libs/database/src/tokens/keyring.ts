import { webcrypto } from 'node:crypto';

/** The form of a key id: shorter than a key in base64, so that a key in the wrong field is not taken for an id. */
export const KEY_ID = /^[\w-]{1,32}$/;

/** The keys that encrypt tokens, by id. Keys cannot be extracted or printed. */
export class Keyring {
  /** The id of the key that encrypts. The others only decrypt. */
  readonly activeId: string;
  readonly #keys: ReadonlyMap<string, webcrypto.CryptoKey>;

  private constructor(activeId: string, keys: ReadonlyMap<string, webcrypto.CryptoKey>) {
    this.activeId = activeId;
    this.#keys = keys;
  }

  /** Imports keys of 32 bytes. */
  static async of(activeId: string, keys: Readonly<Record<string, Uint8Array>>): Promise<Keyring> {
    const imported = Object.entries(keys).map(async ([id, bytes]): Promise<[string, webcrypto.CryptoKey]> => [
      id,
      await webcrypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']),
    ]);
    const keyring = new Keyring(activeId, new Map(await Promise.all(imported)));
    if (!keyring.key(activeId)) throw new Error(`The active key "${activeId}" is not among the keys.`);
    return keyring;
  }

  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  key(id: string): webcrypto.CryptoKey | undefined {
    return this.#keys.get(id);
  }
}
