import {
  getPeriods,
  getPointState,
  getSource,
  type Interval,
  type RankPoint,
  type Series,
} from '../bump-chart/series.js';
import type { TrendsCard } from '../cards/trends-card.js';
import type { TimeRange } from '../graphql/graphql.js';
import type { Cell, Table } from '../share/csv.js';
import { formatDayRange } from '../words/days.js';
import { getRange } from '../words/range.js';
import { describeRanking, THIN_LINES } from '../words/source.js';

interface Trends {
  readonly all: readonly Series[];
  readonly slots: ReadonlyMap<string, number>;
  readonly interval: Interval;
  readonly ranks: number | null;
  readonly range: TimeRange;
}

/** The card of ranks over time. */
export function getTrendsCard({ all, slots, interval, ranks, range }: Trends): TrendsCard {
  const periods = getPeriods(all);
  const [first, last] = [periods[0]?.day, periods.at(-1)?.day];
  const hasGaps = periods.some(({ observed }) => !observed);
  const source = getSource(all);
  const sentences = [
    `${describeRanking(source === 'MIXED' ? 'SPOTIFY' : source, range)}.`,
    source === 'MIXED' ? THIN_LINES : '',
    hasGaps ? 'Shaded: no snapshot.' : '',
  ];
  return {
    kicker: `My trends · ${getRange(range).label}`,
    title:
      first === undefined || last === undefined ? 'Ranks over time' : formatDayRange(first, last, 'medium'),
    footnote: sentences.filter((sentence) => sentence !== '').join(' '),
    all,
    slots,
    interval,
    ranks,
  };
}

const PERIOD = { DAY: 'Day', WEEK: 'Week to', MONTH: 'Month of' } as const;

/**
 * The ranks as a table: a column for each artist and the source of the snapshot, the newest period on top. Cells without
 * a snapshot are empty.
 */
export function getTrendsTable(all: readonly Series[], interval: Interval): Table {
  const getRow = ({ day, source }: RankPoint, index: number): Cell[] => [
    day,
    ...all.map(({ points }) => describeCell(points[index])),
    source,
  ];
  const rows = getPeriods(all)
    .map((point, index) => getRow(point, index))
    .toReversed();
  return { header: [PERIOD[interval], ...all.map(({ name }) => name), 'Source'], rows };
}

function describeCell(point: RankPoint | undefined): Cell {
  if (!point || getPointState(point) === 'UNKNOWN') return null;
  return point.rank ?? 'off';
}
