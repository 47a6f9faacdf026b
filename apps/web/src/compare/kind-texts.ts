import { formatCount } from '../words/numbers.js';
import type { Slope, SlopeKind } from './slopes.js';

interface KindText {
  readonly kind: SlopeKind;
  readonly label: string;
  /** The line in the legend, 30 × 14. */
  readonly sample: { readonly line: string; readonly end?: string };
}

/** The kinds of lines in the order of the legend. Unknown artists have none. */
export const KIND_TEXTS: readonly KindText[] = [
  { kind: 'up', label: 'up', sample: { line: 'M1 12C15 12 15 2 29 2' } },
  { kind: 'down', label: 'down', sample: { line: 'M1 2C15 2 15 12 29 12' } },
  { kind: 'same', label: 'unchanged', sample: { line: 'M1 7H29' } },
  { kind: 'new', label: 'new', sample: { line: 'M29 7H8', end: 'M8 7h0' } },
  { kind: 'back', label: 'returning', sample: { line: 'M29 7H8', end: 'M8 7h0' } },
  { kind: 'gone', label: 'dropped out', sample: { line: 'M1 7H22', end: 'M22 2V12' } },
];

/** The change of an artist in words, for the table: `up 2 places`. */
export function describeSlope({ kind, before, after }: Slope): string {
  const places = formatCount(Math.abs((before ?? 0) - (after ?? 0)), 'place');
  switch (kind) {
    case 'up':
      return `up ${places}`;
    case 'down':
      return `down ${places}`;
    case 'same':
      return 'unchanged';
    case 'new':
      return 'new';
    case 'back':
      return 'returning';
    case 'gone':
      return 'dropped out';
    case 'unknown':
      return 'unknown: below the compared ranks';
  }
}
