import type { RankPoint } from '../bump-chart/series.js';
import type { ChartEventKind, TimeRange } from '../graphql/graphql.js';
import type { RangeHistory } from './periods.js';

/** A change of an artist's rank between two consecutive snapshots of a range, dated at the later one. */
export interface ArtistEvent {
  readonly kind: ChartEventKind;
  readonly range: TimeRange;
  readonly day: string;
  /** Null for a drop-out. */
  readonly rank: number | null;
  readonly previousRank: number | null;
}

/**
 * Derives an artist's events from their daily ranks by the rules of `chartEvents`, which cannot select one artist. A
 * reconstructed and a recorded snapshot have no events between them. The result differs from the API's only if two
 * consecutive snapshots have different depths, which daily ranks don't show.
 *
 * @returns newest first; the events of a day by range
 */
export function deriveEvents(histories: readonly RangeHistory[]): ArtistEvent[] {
  return histories
    .flatMap(({ range, days }) => deriveRange(range, days))
    .toSorted((one, other) => (one.day === other.day ? 0 : one.day < other.day ? 1 : -1));
}

function deriveRange(range: TimeRange, days: readonly RankPoint[]): ArtistEvent[] {
  const events: ArtistEvent[] = [];
  let previous: RankPoint | null = null;
  let peak = Infinity;
  for (const point of days) {
    if (!point.observed) continue;
    if (previous?.source === point.source) {
      const [rank, previousRank] = [point.rank, previous.rank];
      for (const kind of getKinds(previousRank, rank, peak)) {
        events.push({ kind, range, day: point.day, rank, previousRank });
      }
    }
    previous = point;
    peak = Math.min(peak, point.rank ?? Infinity);
  }
  return events;
}

/** `peak` is the best rank before, `Infinity` if the artist was never on the chart. */
function getKinds(before: number | null, rank: number | null, peak: number): ChartEventKind[] {
  if (rank === null) return before === null ? [] : ['DROP_OUT'];
  const kinds: ChartEventKind[] = [];
  if (rank === 1 && before !== 1) kinds.push('NEW_NUMBER_ONE');
  if (before === null) kinds.push(peak === Infinity ? 'NEW_ENTRY' : 'RE_ENTRY');
  if (peak !== Infinity && rank < peak) kinds.push('NEW_PEAK');
  return kinds;
}
