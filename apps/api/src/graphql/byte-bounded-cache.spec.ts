import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { ByteBoundedCache, documentBytes, textBytes } from './byte-bounded-cache.js';

describe('the bytes of a document', () => {
  it('include its text, which may be a comment for the most part', () => {
    expect(documentBytes(parse(`{ a } #${'x'.repeat(90_000)}`))).toBeGreaterThan(2 * 90_000);
  });

  it('include each of its comments, which stay in the list of tokens', () => {
    const plain = documentBytes(parse('{ a }'));
    expect(documentBytes(parse(`{ a } ${'#\n'.repeat(1_000)}`)) - plain).toBeGreaterThan(90 * 1_000);
  });
});

describe('a cache that is bounded in bytes', () => {
  it('forgets what was not used for longest once its values are too many', async () => {
    const cache = new ByteBoundedCache(10_000, textBytes);
    for (const key of ['a', 'b', 'c']) await cache.set(key, 'x'.repeat(2_000));
    expect(['a', 'b', 'c'].map((key) => cache.has(key))).toEqual([false, true, true]);
    expect([await cache.get('a'), (await cache.get('b'))?.length]).toEqual([undefined, 2_000]);
  });

  it('does not keep a value that is larger than all of it', async () => {
    const cache = new ByteBoundedCache(10_000, textBytes);
    await cache.set('small', 'x');
    await cache.set('large', 'x'.repeat(10_000));
    expect([cache.has('small'), cache.has('large')]).toEqual([true, false]);
  });
});
