/**
 * Repeatable randomness: the same input gives the same draw on every machine. `mix` is the finalizer of MurmurHash3,
 * which is in the public domain.
 */

// Local constants, since globals are slow in Jest's sandbox and a list calls these thousands of times.
const { exp, imul, log, max, min } = Math;

/** Derives a 32-bit key for draws from a text. */
export function keyOf(text: string): number {
  let key = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) key = mix(key ^ text.charCodeAt(index));
  return key;
}

/** Returns a number from 0 to below 1 that depends on the arguments only. */
export function draw(key: number, a: number, b = 0, c = 0): number {
  return mix(mix(mix(key ^ imul(a + 1, 0x9e3779b1)) ^ imul(b + 1, 0x85ebca77)) ^ c) / 0x1_0000_0000;
}

/** Turns a uniform draw into a heavy-tailed one: many small values, few large ones. */
export function heavyTailed(even: number, spread: number): number {
  const clipped = min(max(even, 1e-4), 1 - 1e-4);
  return exp((spread * log(clipped / (1 - clipped))) / 1.8);
}

function mix(value: number): number {
  let mixed = value | 0;
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
