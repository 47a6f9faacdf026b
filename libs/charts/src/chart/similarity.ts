/** The weight of the top: each rank counts for 95 % of the one above, so the first ten for about 40 % of all. */
const P = 0.95;

/**
 * How alike two rankings are, from 0 (nothing in common) to 1 (the same): extrapolated rank-biased overlap, for lists
 * that may be of different length and stand for longer ones. W. Webber, A. Moffat, J. Zobel: A Similarity Measure for
 * Indefinite Rankings, ACM Transactions on Information Systems 28 (4), 2010, equation 32, with p = 0.95.
 *
 * At each depth d the agreement is the share of the first d places that the two have in common. The shorter list, of
 * length s, is taken to go on agreeing as at its end: below it, X(s) / s of each further place are added to the overlap
 * X(d) that is seen. The depth d has the weight (1 - p) p^(d-1); all that lies below the longer list has together p^l,
 * and the agreement that is reached there. This is the published sum, ordered by depth.
 *
 * @returns null for two empty lists, which do not compare; 0 where only one is empty
 */
export function similarity(one: Int32Array, other: Int32Array): number | null {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length === 0) return null;
  if (short.length === 0) return 0;

  const beginsToOverlap = commonDepths(short, long);
  let [overlap, overlapAtShortEnd] = [0, 0];
  let [weight, weights, sum] = [1 - P, 0, 0];
  let agreement = 0;
  for (let depth = 1; depth <= long.length; depth++) {
    overlap += beginsToOverlap[depth] ?? 0;
    if (depth <= short.length) overlapAtShortEnd = overlap;
    const beyond = Math.max(0, depth - short.length);
    agreement = (overlap + (overlapAtShortEnd * beyond) / short.length) / depth;
    sum += weight * agreement;
    weights += weight;
    weight *= P;
  }
  const rest = weight / (1 - P);
  // The weights sum to 1 but for rounding. Dividing by their sum makes lists that are the same exactly 1.
  return (sum + rest * agreement) / (weights + rest);
}

/** How many artists of two lists come to stand in both at each depth: at the lower of their two ranks. */
function commonDepths(short: Int32Array, long: Int32Array): Uint32Array {
  const depths = new Uint32Array(long.length + 1);
  for (const [index, artist] of long.entries()) {
    const rank = short.indexOf(artist) + 1;
    if (rank === 0) continue;
    const depth = Math.max(rank, index + 1);
    depths[depth] = (depths[depth] ?? 0) + 1;
  }
  return depths;
}
