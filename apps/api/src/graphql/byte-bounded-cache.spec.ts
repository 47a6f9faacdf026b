import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { ByteBoundedCache, documentBytes, textBytes } from './byte-bounded-cache.js';

describe('documentBytes', () => {
  it('counts the text of a document, including long comments', () => {
    expect(documentBytes(parse(`{ a } #${'x'.repeat(90_000)}`))).toBeGreaterThan(2 * 90_000);
  });

  it('counts every comment, since the token list has them', () => {
    const plain = documentBytes(parse('{ a }'));
    expect(documentBytes(parse(`{ a } ${'#\n'.repeat(1_000)}`)) - plain).toBeGreaterThan(90 * 1_000);
  });
});

describe('ByteBoundedCache', () => {
  it('evicts the least recently used value once the bytes exceed the limit', async () => {
    const cache = new ByteBoundedCache(10_000, textBytes);
    for (const key of ['a', 'b', 'c']) await cache.set(key, 'x'.repeat(2_000));
    expect(['a', 'b', 'c'].map((key) => cache.has(key))).toEqual([false, true, true]);
    expect([await cache.get('a'), (await cache.get('b'))?.length]).toEqual([undefined, 2_000]);
  });

  it('does not store a value that is larger than the limit', async () => {
    const cache = new ByteBoundedCache(10_000, textBytes);
    await cache.set('small', 'x');
    await cache.set('large', 'x'.repeat(10_000));
    expect([cache.has('small'), cache.has('large')]).toEqual([true, false]);
  });
});
