/** The keyring cannot be used. Names the setting, the file, what is wrong and what to do; never what is in it. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';
  readonly code = 'KEYRING_UNUSABLE';
  readonly explained = true;
  readonly path: string;

  constructor(path: string, problem: string, advice: string) {
    super(`KEYRING_FILE: the keyring ${path} cannot be used: ${problem}. ${advice}. Nothing was changed.`);
    this.path = path;
  }
}
