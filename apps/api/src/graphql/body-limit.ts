/** How many bytes the body of a request may have; only files that are imported may be larger. */
export const MOST_BODY_BYTES = 100_000;
