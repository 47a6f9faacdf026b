import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber, numberedDay } from '../calendar.js';
import { ArtistNames, foldName, TooManyArtistsError } from './artist-names.js';
import { PlayCounts } from './play-counts.js';
import { anyPlays, byCodePoints, countsOf } from './reconstruction.fixture.js';

const day = '2024-05-01';

/** Returns a track's URI with an id of 22 characters. */
function track(letter: string): string {
  return `spotify:track:${letter.repeat(22)}`;
}

describe('names of artists', () => {
  test.each([
    ['Ära', 'A\u0308RA'],
    ['Straße', 'STRASSE'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['Moth', 'mOTH'],
  ])('%s and %s are equal when folded', (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  test('that differ by an accent are not equal', () => {
    expect(foldName('Ara')).not.toBe(foldName('Ära'));
  });

  test('are the most played spelling, by code points among equals', () => {
    const counts = countsOf(
      ['moth', 'MOTH', 'Moth', 'moth', '\u{1F41D}a', '\u{1F41D}A'].map((artist) => ({ day, artist })),
    );
    expect(counts.names()).toEqual(['moth', '\u{1F41D}A']);
    expect(counts.foldedNames()).toEqual(['moth', '\u{1F41D}a']);
    expect([counts.plays, counts.artistCount]).toEqual([6, 2]);
  });

  test('are text that a database can store', () => {
    const counts = countsOf(['a\0b', 'A\uFFFDB', '\uD83Dx'].map((artist) => ({ day, artist })));
    expect(counts.names()).toEqual(['A\uFFFDB', '\uFFFDx']);
  });

  test('are limited in number and length', () => {
    const names = new ArtistNames({ spellings: 3, characters: 10 });
    const count = (name: string) => (): number => names.count(name);
    expect([count('moth')(), count('Moth')(), count('moth')()]).toEqual([0, 0, 0]);
    expect(count('wasp')).toThrow(TooManyArtistsError);
    const few = new ArtistNames({ spellings: 2, characters: 99 });
    expect(['a', 'b', 'a'].map((name) => few.count(name))).toEqual([0, 1, 0]);
    expect(() => few.count('c')).toThrow(TooManyArtistsError);
  });
});

describe('the track of an artist', () => {
  test('is the one that was played last, whatever the order of the plays', () => {
    const plays = [
      { day, artist: 'Moth', playedAt: 1, trackUri: track('a') },
      { day, artist: 'MOTH', playedAt: 3, trackUri: track('c') },
      { day, artist: 'Moth', playedAt: 2, trackUri: track('b') },
      { day, artist: 'Moth', playedAt: 3, trackUri: track('d') },
      { day, artist: 'Moth', playedAt: 4, trackUri: null },
    ];
    for (const order of [plays, plays.toReversed()]) expect(countsOf(order).trackId(0)).toBe('c'.repeat(22));
  });

  test.each([null, 'spotify:episode:aaaaaaaaaaaaaaaaaaaaaa', 'spotify:track:short', `${track('a')}a`])(
    'is null if only %s is known',
    (trackUri) => {
      expect(countsOf([{ day, artist: 'Moth', trackUri }]).trackId(0)).toBeNull();
    },
  );
});

describe('counts of any plays', () => {
  test('have the plays and milliseconds of each day and artist', () => {
    fc.assert(
      fc.property(anyPlays(), (plays) => {
        const counts = countsOf(plays);
        const counted: string[] = [];
        for (let at = counts.firstDay; at <= counts.lastDay; at += 1) {
          const names = counts.foldedNames();
          counts.visit(at, (artist, count, milliseconds) => {
            counted.push(`${numberedDay(at)} ${names[artist]} ${count} ${milliseconds}`);
          });
        }
        const expected = Map.groupBy(plays, (play) => `${play.day} ${foldName(play.artist)}`);
        const sums = Array.from(expected, ([key, own]) => {
          const milliseconds = own.reduce((sum, play) => sum + (play.milliseconds ?? 0), 0);
          return `${key} ${own.length} ${milliseconds}`;
        });
        expect(counted.sort(byCodePoints)).toEqual(sums.sort(byCodePoints));
      }),
    );
  });

  test('hold 100,000 plays of 900 artists on 470 days', () => {
    const counts = new PlayCounts();
    const first = dayNumber('2013-01-01');
    for (let play = 0; play < 100_000; play += 1) {
      const artist = `Artist ${(play * 7_919) % 900}`;
      counts.add(first + (play % 470), { playedAt: play, artist, milliseconds: 1, trackUri: null });
    }
    let [plays, milliseconds] = [0, 0];
    for (let at = first; at < first + 470; at += 1) {
      counts.visit(at, (_, count, sum) => {
        plays += count;
        milliseconds += sum;
      });
    }
    expect([plays, milliseconds]).toEqual([100_000, 100_000]);
    expect([counts.firstDay, counts.lastDay]).toEqual([first, first + 469]);
  });
});
