import type { Ranking } from '../history/history.js';

/** The weight of the top: each rank weighs 95 % of the one above, so the first ten are about 40 % of the total. */
const P = 0.95;

/**
 * Computes the similarity of two rankings, from 0 (disjoint) to 1 (equal): extrapolated rank-biased overlap for lists of
 * uneven length, with p = 0.95. W. Webber, A. Moffat, J. Zobel: A Similarity Measure for Indefinite Rankings, ACM
 * Transactions on Information Systems 28 (4), 2010, equation 32, reordered by depth.
 *
 * Agreement at depth d is the shared fraction of the first d ranks, weighted by (1 - p) p^(d-1). Below the shorter list
 * (length s) the overlap grows by X(s) / s per rank; below the longer one (length l) the rest p^l has the last agreement.
 *
 * @returns null for two empty lists; 0 if only one is empty
 */
export function similarity(one: Int32Array, other: Int32Array): number | null {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length === 0) return null;
  if (short.length === 0) return 0;

  const newlyShared = countSharedByDepth(short, long);
  let [overlap, overlapAtShortEnd] = [0, 0];
  let [weight, weights, sum] = [1 - P, 0, 0];
  let agreement = 0;
  for (let depth = 1; depth <= long.length; depth++) {
    overlap += newlyShared[depth] ?? 0;
    if (depth <= short.length) overlapAtShortEnd = overlap;
    const beyond = Math.max(0, depth - short.length);
    agreement = (overlap + (overlapAtShortEnd * beyond) / short.length) / depth;
    sum += weight * agreement;
    weights += weight;
    weight *= P;
  }
  const rest = weight / (1 - P);
  // The weights sum to 1 except for rounding. Dividing by their sum makes equal lists exactly 1.
  return (sum + rest * agreement) / (weights + rest);
}

/** Counts, for each depth, the artists whose lower rank in the two lists it is. */
function countSharedByDepth(short: Int32Array, long: Int32Array): Uint32Array {
  const depths = new Uint32Array(long.length + 1);
  for (const [index, artist] of long.entries()) {
    const rank = short.indexOf(artist) + 1;
    if (rank === 0) continue;
    const depth = Math.max(rank, index + 1);
    depths[depth] = (depths[depth] ?? 0) + 1;
  }
  return depths;
}

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
