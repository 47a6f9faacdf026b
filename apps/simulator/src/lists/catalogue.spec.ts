import { expect, test } from '@jest/globals';
import { catalogue, catalogueSize } from './catalogue.js';
import { artistById, formerArtists, hasNamesake, knownArtists } from './known-artists.js';

test('the catalogue has 400 artists with distinct names and ids in Spotify’s form', () => {
  expect(catalogue).toHaveLength(catalogueSize);
  expect(catalogue.every(({ id }) => /^[0-7][0-9A-Za-z]{21}$/.test(id))).toBe(true);
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogueSize);
  expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogueSize);
  expect(catalogue.every(({ name }) => name.trim() === name && name !== '')).toBe(true);
});

test('the catalogue never changes, since histories contain its ids', () => {
  expect(catalogue[0]).toMatchObject({ id: '0HELO057pjdlkpzGEDKQmx', name: 'Yorick & the Bicycles' });
  expect(artistById('0HELO057pjdlkpzGEDKQmx')).toBe(catalogue[0]);
  expect(artistById('0000000000000000000000')).toBeUndefined();
});

test('some artists have no picture, and some have one without a size', () => {
  const amount = (images: string): number => catalogue.filter((artist) => artist.images === images).length;
  expect(amount('none')).toBeGreaterThan(10);
  expect(amount('unsized')).toBeGreaterThan(10);
  expect(amount('sized')).toBeGreaterThan(300);
});

test('some artists have a namesake, and artists of former years are on no list', () => {
  expect(new Set(knownArtists.map(({ id }) => id)).size).toBe(knownArtists.length);
  const equal = knownArtists.filter(hasNamesake);
  expect(equal.length).toBe(2 * new Set(equal.map(({ name }) => name)).size);
  expect(equal.length).toBeGreaterThan(20);
  expect(formerArtists.filter((artist) => catalogue.some(({ name }) => name === artist.name))).toEqual([]);
});
