import type { Ranking } from '../history/history.js';
import { rankBiasedOverlap } from './rank-biased-overlap.js';

/**
 * Returns how many ranks of two rankings can be compared: the length of the incomplete one, or of the shorter one if both
 * are, since the artists below it are unknown. Infinity if both are complete.
 */
export function comparedRanks(one: Ranking, other: Ranking): number {
  const limits = [one, other].map(({ artists, complete }) => (complete ? Infinity : artists.length));
  return Math.min(...limits);
}

/** Returns the {@link rankBiasedOverlap} of two rankings within the compared ranks. Null if there is nothing to compare. */
export function similarity(one: Ranking, other: Ranking): number | null {
  return rankBiasedOverlap(...cutToComparedRanks(one, other));
}

/** An artist and its rank. */
export interface RankedArtist {
  readonly artist: number;
  readonly rank: number;
}

/** An artist that both rankings have. */
export interface CommonArtist {
  readonly artist: number;
  readonly yourRank: number;
  readonly theirRank: number;
}

/** The rankings of two listeners within the compared ranks. */
export interface RankingComparison {
  /** See {@link similarity}. */
  readonly similarity: number | null;
  /** By your rank. */
  readonly common: readonly CommonArtist[];
  /** Only in your ranking, by rank. */
  readonly onlyYours: readonly RankedArtist[];
  /** Only in the other ranking, by rank. */
  readonly onlyTheirs: readonly RankedArtist[];
}

/** Compares the rankings of two listeners, both cut to {@link comparedRanks}. Artists below count as absent. */
export function compareRankings(yours: Ranking, theirs: Ranking): RankingComparison {
  const [your, their] = cutToComparedRanks(yours, theirs);
  const common = ranked(your).flatMap(({ artist, rank }) => {
    const theirRank = their.indexOf(artist) + 1;
    return theirRank === 0 ? [] : [{ artist, yourRank: rank, theirRank }];
  });
  return {
    similarity: similarity(yours, theirs),
    common,
    onlyYours: ranked(your).filter(({ artist }) => !their.includes(artist)),
    onlyTheirs: ranked(their).filter(({ artist }) => !your.includes(artist)),
  };
}

function cutToComparedRanks(one: Ranking, other: Ranking): [Int32Array, Int32Array] {
  const ranks = comparedRanks(one, other);
  return [one.artists.subarray(0, ranks), other.artists.subarray(0, ranks)];
}

function ranked(artists: Int32Array): RankedArtist[] {
  return Array.from(artists, (artist, index) => ({ artist, rank: index + 1 }));
}
