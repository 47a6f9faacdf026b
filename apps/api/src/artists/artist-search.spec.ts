import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../../test/support/any-character.js';
import {
  comparePositions,
  decodeCursor,
  encodeCursor,
  foldForSearch,
  searchArtists,
} from './artist-search.js';

/** Searches these names. */
function search(wanted: string, ...names: string[]): string[] {
  const artists = names.map((name, place) => ({ key: place, id: String(place), name }));
  return searchArtists(artists, wanted).map(({ key }) => names[key] ?? '');
}

describe('foldForSearch', () => {
  it.each([
    ['Café', 'cafe'],
    ['CAFE\u0301', 'cafe'],
    ['Sigur Rós', 'sigur ros'],
    ['Søl', 'sol'],
    ['Łód & Đur', 'lod & dur'],
    ['Þór & Æon', 'thor & aeon'],
    ['MASS', 'mass'],
    ['Maß', 'mass'],
    ['MAẞ', 'mass'],
    ['İlk ılı', 'ilk ili'],
    ['ΣΊΣ', 'σισ'],
    ['Йод', 'иод'],
    ['Don’t', "don't"],
    ['“Weird” Al', '"weird" al'],
    ['Jay\u2011Z', 'jay-z'],
    ['Low–Fi—Club‐9', 'low-fi-club-9'],
    ['\u200fNova\u200e Rose', 'nova rose'],
    ['Light\u200bhouse\u00ad', 'lighthouse'],
    ['  The\u00a0 Who ', 'the who'],
    ['ＡＢＣ', 'abc'],
    ['!!!', '!!!'],
    ['\u0301', ''],
    ['', ''],
  ])('turns "%s" into "%s"', (text, expected) => {
    expect(foldForSearch(text)).toBe(expected);
  });

  it('keeps the marks that make other letters in Japanese, Thai and Hindi', () => {
    expect(foldForSearch('がく')).not.toBe(foldForSearch('かく'));
    expect(foldForSearch('ที่')).not.toBe(foldForSearch('ท'));
    expect(foldForSearch('कि')).not.toBe(foldForSearch('क'));
  });

  it('returns a folded text unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
    );
  });
});

describe('searchArtists', () => {
  it('lists beginnings of names first, then beginnings of words, then other matches', () => {
    expect(search('the', 'Breathe', 'Over the Rhine', 'The Who', 'Anthem', 'AC/The', 'There', 'Who')).toEqual(
      ['The Who', 'There', 'AC/The', 'Over the Rhine', 'Anthem', 'Breathe'],
    );
  });

  it('finds the beginning of a word after a match within one', () => {
    expect(search('art', 'Heart Artists', 'Heart')).toEqual(['Heart Artists', 'Heart']);
  });

  it('ignores accents and case on both sides', () => {
    expect(search('CAFE', 'Café')).toEqual(['Café']);
    expect(search('sün', 'Sun', 'Sün')).toEqual(['Sun', 'Sün']);
    expect(search("don't", 'Don’t Stop')).toEqual(['Don’t Stop']);
  });

  it('finds a Korean name by its beginning, while its last syllable is typed', () => {
    expect(search('하', '한로로', '로하')).toEqual(['한로로', '로하']);
  });

  it.each(['', ' ', '\u0301'])('finds all artists, by name, with the text "%s"', (wanted) => {
    expect(search(wanted, 'b', 'Á', 'a', '', '?')).toEqual(['', '?', 'Á', 'a', 'b']);
  });

  it('sorts equal names by id', () => {
    const artists = ['b', 'a', 'c'].map((id, key) => ({ key, id, name: 'Same' }));
    expect(searchArtists(artists, 's').map(({ key }) => key)).toEqual([1, 0, 2]);
  });

  it('takes patterns literally, and finds nothing if no name contains the text', () => {
    expect(search('x', 'Abba')).toEqual([]);
    expect(search('.*', 'Abba')).toEqual([]);
    expect(search('%', 'Abba', '100%')).toEqual(['100%']);
  });

  it('returns positions in strict order, each of which survives its cursor', () => {
    const name = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'B', 'é', ' ', '/', '🦋', '\ud83e') }),
      fc.string({ unit: anyCharacter, maxLength: 300 }),
    );
    fc.assert(
      fc.property(fc.array(name), fc.constantFrom('', 'a', 'b', '/', 'é'), (names, wanted) => {
        const artists = names.map((each, key) => ({ key, id: `id${key}`, name: each }));
        const positions = searchArtists(artists, wanted).map(({ position }) => position);
        const decoded = positions.map((position) => decodeCursor(encodeCursor(position)));
        expect(decoded).toEqual(positions);
        for (const [place, position] of positions.slice(1).entries()) {
          const before = positions[place];
          expect(before && comparePositions(before, position)).toBeLessThan(0);
        }
      }),
    );
  });
});

describe('the cursor of an artist', () => {
  const encoded = (text: string): string => Buffer.from(text).toString('base64url');

  it('is short for a name of any length', () => {
    const [found] = searchArtists([{ key: 1, id: 'a', name: 'é'.repeat(10_000) }], '');
    expect(found && encodeCursor(found.position).length).toBeLessThan(300);
  });

  it.each(['', 'yesterday', encoded('3/a/name'), encoded('0//name'), encoded(`0/${'a'.repeat(101)}/name`)])(
    'is not the text "%s"',
    (text) => {
      expect(decodeCursor(text)).toBeNull();
    },
  );
});
