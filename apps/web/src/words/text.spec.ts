import { expect, it } from '@jest/globals';
import { foldText, getInitials } from './text.js';

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
