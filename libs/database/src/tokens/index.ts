export { Keyring } from './keyring.js';
export { loadKeyring, type LoadedKeyring } from './load-keyring.js';
export { keyIdOf, TokenCipher, type TokenPlace, tokenPlace } from './token-cipher.js';
