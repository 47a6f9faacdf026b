import { families, gatherings, people, qualities, things } from './words.js';

type Pick = (words: readonly string[]) => string;

const patterns: readonly ((pick: Pick) => string)[] = [
  (pick) => `${pick(qualities)} ${pick(things)}`,
  (pick) => `${pick(qualities)} ${pick(things)}`,
  (pick) => `The ${pick(qualities)} ${pick(things)}`,
  (pick) => `${pick(things)} ${pick(gatherings)}`,
  (pick) => `${pick(people)} ${pick(families)}`,
  (pick) => `${pick(people)} & the ${pick(things)}`,
  (pick) => `${pick(families)} ${pick(gatherings)}`,
  (pick) => `${pick(things)} for ${pick(people)}`,
  (pick) => `DJ ${pick(things)}`,
];

/** Invents an artist's name. Each call of `even` must give a fresh number from 0 (included) to 1 (excluded). */
export function inventName(even: () => number): string {
  const pattern = patterns[Math.floor(even() * patterns.length)];
  const pick: Pick = (words) => words[Math.floor(even() * words.length)] ?? '';
  return pattern?.(pick) ?? '';
}
