export { KeyringError } from './keyring.error.js';
export { Keyring } from './keyring.js';
export { loadKeyring, type LoadedKeyring } from './load-keyring.js';
export { keyIdOf, TokenCipher } from './token-cipher.js';
export type { TokenPlace } from './token-place.js';
export { TokenUnreadableError } from './token-unreadable.error.js';
export { UnknownKeyError } from './unknown-key.error.js';
