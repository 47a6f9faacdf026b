/**
 * Repeatable chance: the same words and numbers always give the same draw, on every machine.
 * The integer mixing is the finalizer of MurmurHash3, which is in the public domain.
 */

// Held here by name: these run thousands of times for a list, and a global is slow to reach in a test's sandbox.
const { exp, imul, log, max, min } = Math;

/** A 32-bit key for a text, to be mixed into draws. */
export function keyOf(text: string): number {
  let key = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) key = mix(key ^ text.charCodeAt(index));
  return key;
}

/** A number from 0 (included) to 1 (excluded) that depends on nothing but the arguments. */
export function draw(key: number, a: number, b = 0, c = 0): number {
  return mix(mix(mix(key ^ imul(a + 1, 0x9e3779b1)) ^ imul(b + 1, 0x85ebca77)) ^ c) / 0x1_0000_0000;
}

/** Turns an even draw into one whose logarithm spreads by about `spread`: many small values, few large ones. */
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
