import fc from 'fast-check';
import type { RankPoint, Series } from './series.js';

const DAY_MS = 86_400_000;

/**
 * Points of periods `step` days apart, written as `3r 1 - . 2`: ranks, `-` for off the chart, `.` for no snapshot; with
 * an `r` the snapshot is reconstructed.
 *
 * @param first the day of the first point
 */
export function points(written: string, first = '2026-06-01', step = 1): RankPoint[] {
  return written.split(' ').map((word, index) => ({
    day: new Date(Date.parse(first) + index * step * DAY_MS).toISOString().slice(0, 10),
    rank: /\d/.test(word) ? Number.parseInt(word) : null,
    observed: word !== '.',
    source: word === '.' ? null : word.endsWith('r') ? 'RECONSTRUCTED' : 'SPOTIFY',
  }));
}

export function series(written: string, id = 'A'): Series {
  return { id, name: `Artist ${id}`, points: points(written) };
}

/** Any history of up to 40 days. */
export const anyPoints = fc
  .array(fc.oneof(fc.constant('.'), fc.constant('-'), fc.integer({ min: 1, max: 50 }).map(String)), {
    minLength: 1,
    maxLength: 40,
  })
  .map((words) => points(words.join(' ')));
