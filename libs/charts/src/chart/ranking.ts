import type { Ranking } from '../history/history.js';
import { similarity } from './similarity.js';

/**
 * Returns the number of ranks that two rankings can be compared in: the smaller depth of those that are incomplete, which
 * do not show who ranks below. Infinity if both are complete.
 */
export function comparedRanks(one: Ranking, other: Ranking): number {
  const limits = [one, other].map(({ artists, complete }) => (complete ? Infinity : artists.length));
  return Math.min(...limits);
}

/** Returns the {@link similarity} of two rankings within the compared ranks. Null if there is nothing to compare. */
export function rankingSimilarity(one: Ranking, other: Ranking): number | null {
  return similarity(...cut(one, other));
}

/** An artist that only one of two rankings has. */
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
  /** See {@link rankingSimilarity}. */
  readonly similarity: number | null;
  /** By your rank. */
  readonly common: readonly CommonArtist[];
  /** By rank. */
  readonly onlyYours: readonly RankedArtist[];
  /** By rank. */
  readonly onlyTheirs: readonly RankedArtist[];
}

/** Compares the rankings of two listeners, both cut to {@link comparedRanks}. Artists below count as absent. */
export function compareRankings(yours: Ranking, theirs: Ranking): RankingComparison {
  const [your, their] = cut(yours, theirs);
  const common = ranked(your).flatMap(({ artist, rank }) => {
    const theirRank = their.indexOf(artist) + 1;
    return theirRank === 0 ? [] : [{ artist, yourRank: rank, theirRank }];
  });
  return {
    similarity: rankingSimilarity(yours, theirs),
    common,
    onlyYours: ranked(your).filter(({ artist }) => !their.includes(artist)),
    onlyTheirs: ranked(their).filter(({ artist }) => !your.includes(artist)),
  };
}

function cut(one: Ranking, other: Ranking): [Int32Array, Int32Array] {
  const ranks = comparedRanks(one, other);
  return [one.artists.subarray(0, ranks), other.artists.subarray(0, ranks)];
}

function ranked(artists: Int32Array): RankedArtist[] {
  return Array.from(artists, (artist, index) => ({ artist, rank: index + 1 }));
}
