import type { ComparedArtist, ComparedCharts } from './compare.query.js';

/** How an artist got from one chart to the other. `unknown`: below the compared ranks. */
export type SlopeKind = 'up' | 'down' | 'same' | 'new' | 'back' | 'gone' | 'unknown';

/** An artist of either chart. */
export interface Slope {
  readonly artist: ComparedArtist;
  readonly kind: SlopeKind;
  /** The rank on the earlier and on the later chart; null if not on it. */
  readonly before: number | null;
  readonly after: number | null;
}

/** The artists of both charts: those of the later one in its order, then the others in the order of the earlier one. */
export function getSlopes(chart: Pick<ComparedCharts, 'entries' | 'dropouts' | 'comparedTo'>): Slope[] {
  const before = new Map(chart.comparedTo.entries.map(({ artist, rank }) => [artist.id, rank]));
  const after = new Set(chart.entries.map(({ artist }) => artist.id));
  const gone = new Set(chart.dropouts.map(({ artist }) => artist.id));
  const onLater = chart.entries.map(({ artist, rank, status }): Slope => {
    return { artist, kind: kindOf(status), before: before.get(artist.id) ?? null, after: rank };
  });
  const onlyEarlier = chart.comparedTo.entries
    .filter(({ artist }) => !after.has(artist.id))
    .map(({ artist, rank }): Slope => {
      return { artist, kind: gone.has(artist.id) ? 'gone' : 'unknown', before: rank, after: null };
    });
  return [...onLater, ...onlyEarlier];
}

function kindOf(status: ComparedCharts['entries'][number]['status']): SlopeKind {
  switch (status) {
    case 'MOVED_UP':
      return 'up';
    case 'MOVED_DOWN':
      return 'down';
    case 'NO_CHANGE':
      return 'same';
    case 'NEW_ENTRY':
      return 'new';
    case 'RE_ENTRY':
      return 'back';
    case null:
      return 'unknown';
  }
}

/** The height of a row in CSS pixels, and the width of the drawing, which is stretched. */
export const ROW = 28;
export const WIDTH = 100;

/** How far the end of an artist that is on one chart only reaches into the drawing, and half the height of its bar. */
const STUB = 26;
const BAR = 5;

/** The height of the drawing: the longer of the two charts. */
export function getHeight(slopes: readonly Slope[]): number {
  return ROW * Math.max(0, ...slopes.map(({ before, after }) => Math.max(before ?? 0, after ?? 0)));
}

/**
 * The line of an artist: a curve between both ranks. Without a rank on one side it ends in a dot (new) or in a bar (gone),
 * and if nothing is known there is none.
 */
export function getSlopePath({ kind, before, after }: Slope): { line: string; end?: string } | null {
  if (before !== null && after !== null) {
    const [from, to] = [middleOf(before), middleOf(after)];
    const bend = WIDTH / 2;
    return { line: `M0 ${from}C${bend} ${from} ${WIDTH - bend} ${to} ${WIDTH} ${to}` };
  }
  if (kind === 'unknown') return null;
  if (after !== null) {
    const y = middleOf(after);
    return { line: `M${WIDTH} ${y}H${WIDTH - STUB}`, end: `M${WIDTH - STUB} ${y}h0` };
  }
  if (before === null) return null;
  const y = middleOf(before);
  return { line: `M0 ${y}H${STUB}`, end: `M${STUB} ${y - BAR}V${y + BAR}` };
}

function middleOf(rank: number): number {
  return (rank - 0.5) * ROW;
}

/** How many artists there are of each kind. */
export function countKinds(slopes: readonly Slope[]): ReadonlyMap<SlopeKind, number> {
  const counts = new Map<SlopeKind, number>();
  for (const { kind } of slopes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
