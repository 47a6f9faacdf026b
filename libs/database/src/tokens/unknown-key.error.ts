/** A token is encrypted with a key that the keyring does not have. */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';
  readonly code = 'UNKNOWN_KEY';
  readonly keyId: string;

  constructor(keyId: string) {
    super(
      `The keyring has no key "${keyId}", and tokens are still encrypted with it. Put that key back into the file ` +
        'that KEYRING_FILE names (the active one may stay as it is). Nothing was changed.',
    );
    this.keyId = keyId;
  }
}
