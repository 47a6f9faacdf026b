import { catalogue, inventArtists } from '../lists/catalogue.js';
import { draw, keyOf } from '../lists/chance.js';
import { formerArtists, knownArtists } from '../lists/known-artists.js';
import { playsWithin } from '../lists/top-list.js';
import { type CatalogueTrack, tracksOf } from '../lists/tracks.js';

// Local constants, since globals are slow in Jest's sandbox.
const { abs, floor, max } = Math;

/** The lists count more plays than the package has. Their order is the same. */
const SCALE = 0.5;

/** Of these former artists, only removed tracks are played, so that nothing tells them and their namesakes apart. */
const AMBIGUOUS = 3;
/** Artists whom Spotify does not know. */
const lostArtists = inventArtists('lost', 8, knownArtists);
const HALF_SPELL_DAYS = 55;

/** Played in spells within the first 450 days, before any day that the demo's top lists cover. */
const formerlyPlayed = [...formerArtists.slice(0, -1), ...lostArtists].map((artist, index) => ({
  artist,
  tracksVanished: index < AMBIGUOUS,
  middle: 60 + ((index * 97) % 330),
  best: 1 + 5 * draw(keyOf(artist.id), 1),
}));

/** What a listener played on a day, in any order. */
export interface ListenedDay {
  /** Days since 1970, UTC. */
  readonly day: number;
  /** What Spotify's top lists count. */
  readonly tracks: readonly CatalogueTrack[];
}

/**
 * Yields what a listener played on each day from `from` to before `to` (days since 1970, UTC). Agrees with the listener's
 * top lists, which rank the same plays.
 */
export function* listenedDays(
  seed: string,
  listenerId: string,
  from: number,
  to: number,
): Generator<ListenedDay> {
  const listener = keyOf(`${seed}/${listenerId}`);
  const tracks = [...catalogue, ...formerlyPlayed.map(({ artist }) => artist)].map(tracksOf);
  // Fractions add up, so that no day's rounding changes a list.
  const sums = tracks.map((_, index) => draw(listener, index, 0, 31));
  for (let day = from; day < to; day += 1) {
    const played: { track: CatalogueTrack; place: number }[] = [];
    for (const [index, own] of tracks.entries()) {
      const former = formerlyPlayed[index - catalogue.length];
      const before = sums[index] ?? 0;
      const after =
        before +
        (former
          ? max(0, former.best * (1 - abs(day - from - former.middle) / HALF_SPELL_DAYS))
          : SCALE * playsWithin(1, listener, index, day + 1));
      sums[index] = after;
      const choice = former?.tracksVanished ? own.filter(({ vanished }) => vanished) : own;
      for (let play = 0; play < floor(after) - floor(before); play += 1) {
        const track = pick(choice, draw(listener, index, day, 40 + 2 * play));
        if (track) played.push({ track, place: draw(listener, index, day, 41 + 2 * play) });
      }
    }
    yield { day, tracks: played.sort((a, b) => a.place - b.place).map(({ track }) => track) };
  }
}

/** The tracks of the artist whom listeners play in private sessions only. */
export const secretTracks: readonly CatalogueTrack[] = formerArtists.slice(-1).flatMap(tracksOf);

/** Picks one: the first far more often than the last. */
function pick(tracks: readonly CatalogueTrack[], even: number): CatalogueTrack | undefined {
  return tracks[floor(even ** 2 * tracks.length)];
}
