import type { SnapshotSource, TimeRange } from '../graphql/graphql.js';
import { getRange } from './range.js';

interface FirstDays {
  /** The first recorded day, or the first day with a gap. */
  readonly since: string | null;
  readonly reconstructedSince: string | null;
}

/** The first day of a history, recorded or reconstructed. Null before the first snapshot. */
export function getFirstDay({ since, reconstructedSince }: FirstDays): string | null {
  if (since === null || reconstructedSince === null) return since ?? reconstructedSince;
  return since < reconstructedSince ? since : reconstructedSince;
}

/** Who ranked the artists of a chart, for a stranger who sees it. */
export function describeRanking(source: SnapshotSource, range: TimeRange): string {
  const { label, period } = getRange(range);
  return source === 'RECONSTRUCTED'
    ? `Reconstructed from my listening history: ranked by plays over ${label}`
    : `Ranked by Spotify over ${period}`;
}

/** Explains drawings in which only a part is reconstructed. */
export const THIN_LINES = 'Thin lines: reconstructed from my listening history.';

interface ComparedSources {
  readonly source: SnapshotSource;
  /** The chart that it is compared with. */
  readonly comparedTo: { readonly source: SnapshotSource } | null;
}

/** Says that a chart, or the one that it is compared with, is reconstructed. Null if both are recorded. */
export function describeSources({ source, comparedTo }: ComparedSources): string | null {
  if (source === 'RECONSTRUCTED')
    return 'Reconstructed from your listening history, not recorded from Spotify.';
  if (comparedTo?.source !== 'RECONSTRUCTED') return null;
  return 'Compared with a chart that is reconstructed from your listening history. Some changes come from that.';
}
