/** A stored token is damaged, was moved from another place, or its key has other bytes than it had. */
export class TokenUnreadableError extends Error {
  override readonly name = 'TokenUnreadableError';
  readonly code = 'TOKEN_UNREADABLE';

  constructor(where: string) {
    super(
      `The token stored in ${where} cannot be decrypted: it was altered or moved, or the keyring holds another key ` +
        'under the same id. Nothing was changed.',
    );
  }
}
