/** How far down the comparison looks: each depth weighs 95 % of the one above. The first ten ranks have two thirds of the weight. */
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
export function rankBiasedOverlap(one: Int32Array, other: Int32Array): number | null {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length === 0) return null;
  if (short.length === 0) return 0;

  const newlyShared = countNewlyShared(short, long);
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

/** Counts, for each depth d, the artists that the first d ranks of both lists share and the first d - 1 do not. */
function countNewlyShared(short: Int32Array, long: Int32Array): Uint32Array {
  const depths = new Uint32Array(long.length + 1);
  for (const [index, artist] of long.entries()) {
    const rank = short.indexOf(artist) + 1;
    if (rank === 0) continue;
    const depth = Math.max(rank, index + 1);
    depths[depth] = (depths[depth] ?? 0) + 1;
  }
  return depths;
}
