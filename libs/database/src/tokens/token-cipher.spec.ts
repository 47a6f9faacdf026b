import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { base64url, CompactEncrypt, decodeProtectedHeader } from 'jose';
import { TokenUnreadableError, UnknownKeyError } from '../errors.js';
import { Keyring } from './keyring.js';
import { keyIdOf, TokenCipher, type TokenLocation } from './token-cipher.js';

const place: TokenLocation = { table: 'spotify_grant', column: 'refresh_token', row: '7' };
const first = randomBytes(32);
const second = randomBytes(32);
const texts = fc.string({ unit: 'grapheme', maxLength: 400 });
const places = fc.record({ table: texts, column: texts, row: texts });

describe('TokenCipher', () => {
  let cipher: TokenCipher;
  beforeAll(async () => {
    cipher = new TokenCipher(await Keyring.import('first', { first }));
  });

  it('decrypts any token at the location where it was stored', () =>
    fc.assert(
      fc.asyncProperty(texts, places, async (token, where) => {
        expect(await cipher.decrypt(await cipher.encrypt(token, where), where)).toBe(token);
      }),
    ));

  it('rejects a token that was moved to any other location', () =>
    fc.assert(
      fc.asyncProperty(places, places, async (from, to) => {
        fc.pre(from.table !== to.table || from.column !== to.column || from.row !== to.row);
        const moved = await cipher.encrypt('a token', from);
        await expect(cipher.decrypt(moved, to)).rejects.toBeInstanceOf(TokenUnreadableError);
      }),
    ));

  it('distinguishes locations whose names join to the same text', async () => {
    const moved = await cipher.encrypt('a token', { table: 'a', column: 'b/c', row: 'd' });
    await expect(cipher.decrypt(moved, { table: 'a/b', column: 'c', row: 'd' })).rejects.toBeInstanceOf(
      TokenUnreadableError,
    );
  });

  it('rejects a token with any one character altered', async () => {
    const sealed = await cipher.encrypt('a token', place);
    for (let index = 0; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A';
      const altered = sealed.slice(0, index) + other + sealed.slice(index + 1);
      await expect(cipher.decrypt(altered, place)).rejects.toThrow(/cannot be decrypted|no key/);
    }
  });

  it('rejects text that is not one of its tokens', () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (text) => {
        await expect(cipher.decrypt(text, place)).rejects.toBeInstanceOf(TokenUnreadableError);
      }),
    ));

  it('rejects a moved token whose header was rewritten to the new location', async () => {
    const [header = '', ...rest] = (await cipher.encrypt('a token', { ...place, row: '8' })).split('.');
    const rewritten = new TextDecoder().decode(base64url.decode(header)).replace('/8', '/7');
    const moved = [base64url.encode(rewritten), ...rest].join('.');
    expect(decodeProtectedHeader(moved)).toMatchObject({ place: 'spotify_grant/refresh_token/7' });
    await expect(cipher.decrypt(moved, place)).rejects.toBeInstanceOf(TokenUnreadableError);
  });

  it('rejects another algorithm even with the right key', async () => {
    const sealed = await new CompactEncrypt(new TextEncoder().encode('a token'))
      .setProtectedHeader({
        alg: 'A256KW',
        enc: 'A256GCM',
        kid: 'first',
        place: 'spotify_grant/refresh_token/7',
      })
      .encrypt(first);
    await expect(cipher.decrypt(sealed, place)).rejects.toBeInstanceOf(TokenUnreadableError);
  });

  it('never encrypts a token to the same text twice', async () => {
    expect(await cipher.encrypt('a token', place)).not.toBe(await cipher.encrypt('a token', place));
  });

  it('decrypts with every key of the keyring and encrypts with the active one', async () => {
    const rotated = new TokenCipher(await Keyring.import('second', { first, second }));
    const old = await cipher.encrypt('a token', place);
    expect(await rotated.decrypt(old, place)).toBe('a token');
    expect(keyIdOf(old)).toBe('first');
    expect(keyIdOf(await rotated.encrypt('a token', place))).toBe('second');
  });

  it('names a missing key', async () => {
    const without = new TokenCipher(await Keyring.import('second', { second }));
    const failure = without.decrypt(await cipher.encrypt('a token', place), place);
    await expect(failure).rejects.toBeInstanceOf(UnknownKeyError);
    await expect(failure).rejects.toMatchObject({
      keyId: 'first',
      message: expect.stringContaining('"first"'),
    });
  });

  it('names the location of a token whose key has changed, and does not quote the token', async () => {
    const wrong = new TokenCipher(await Keyring.import('first', { first: second }));
    const sealed = await cipher.encrypt('canary-token', place);
    const error = await wrong.decrypt(sealed, place).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TokenUnreadableError);
    expect(String(error)).toContain('spotify_grant/refresh_token/7');
    expect(String(error)).not.toContain('canary');
    expect(String(error)).not.toContain(sealed.split('.')[3]);
  });
});
