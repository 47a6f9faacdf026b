import type { Gap } from '#charts';
import type { HistoryReading } from '#database';
import { TimeRange } from '../charts/chart.enums.js';
import { computeCurrentCoverage } from '../coverage/coverage.service.js';
import { isImageOf } from '../spotify-images.js';

const RANGES = Object.values(TimeRange);

/** So much text goes to the socket at once, in characters. */
const CHUNK = 16_384;

/**
 * The file that a listener takes away, a line for each object: their profile, all artists, then day by day. Days that
 * are older than `retentionDays` are no gaps; images that are not on one of the origins, which an import refuses, are left
 * out.
 */
export async function* exportLines(
  history: HistoryReading,
  imageOrigins: readonly string[],
  retentionDays?: number,
): AsyncGenerator<string> {
  const { timezone, skippedDays } = history.coverage.SHORT_TERM;
  const { displayName } = history;
  yield line({ type: 'profile', displayName, timezone, ...(skippedDays.length > 0 ? { skippedDays } : {}) });
  for await (const { id, name, imageUrl } of history.artists()) {
    const shown = imageUrl !== null && isImageOf(imageOrigins, imageUrl) ? imageUrl : null;
    yield line({ type: 'artist', id, name, imageUrl: shown });
  }
  const gaps = gapsOf(history, retentionDays);
  for await (const { range, day, takenAt, complete, artists } of history.snapshots()) {
    for (let gap = gaps.at(-1); gap && comesBefore(gap, { day, range }); gap = gaps.at(-1)) {
      gaps.pop();
      yield line({ type: 'gap', ...gap });
    }
    const at = takenAt.toISOString().replace('.000Z', 'Z');
    yield line({ type: 'snapshot', range, day, takenAt: at, complete, artists });
  }
  for (const gap of gaps.toReversed()) yield line({ type: 'gap', ...gap });
}

/** The same text in pieces of a size that is worth sending. */
export async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const text of lines) {
    chunk += text;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

interface Place {
  readonly day: string;
  readonly range: keyof typeof TimeRange;
}

/** The gaps of all ranges, the last first. */
function gapsOf(
  { coverage }: HistoryReading,
  retentionDays: number | undefined,
): ({ readonly range: TimeRange } & Gap<string>)[] {
  return RANGES.flatMap((range) =>
    computeCurrentCoverage(coverage[range], retentionDays).gaps.map(({ day, reason }) => ({
      range,
      day,
      reason,
    })),
  ).toSorted((one, other) => (comesBefore(one, other) ? 1 : -1));
}

function comesBefore(one: Place, other: Place): boolean {
  if (one.day !== other.day) return one.day < other.day;
  return RANGES.indexOf(TimeRange[one.range]) < RANGES.indexOf(TimeRange[other.range]);
}

function line(content: object): string {
  return `${JSON.stringify(content)}\n`;
}
