import { expect, it } from '@jest/globals';
import { foldText, getInitials, isolate } from './words.js';

it.each([
  ['Paper Lanterns', 'PL'],
  ['The Night Ferries', 'NF'],
  ['The The', 'TT'],
  ['Søren & the Pavilion', 'SP'],
  ['Нічний Трамвай', 'НТ'],
  ['★ Moth Parade ★', 'MP'],
  ['moths', 'M'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, initials) => expect(getInitials(name)).toBe(initials));

it('folding a text removes its case and accents', () => expect(foldText('Ñandú São')).toBe('nandu sao'));

it.each([
  ['Moths', 'Moths'],
  ['Нічний Трамвай', 'Нічний Трамвай'],
  ['\u05d0\u05d1 12', '\u2068\u05d0\u05d1 12\u2069'],
  ['\u0641\u064a', '\u2068\u0641\u064a\u2069'],
  ['\u202emoths', '\u2068moths\u2069'],
  ['a\u2069b', '\u2068ab\u2069'],
])('the name %j does not change the direction of the text around it', (name, text) =>
  expect(isolate(name)).toBe(text),
);
