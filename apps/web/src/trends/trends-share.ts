import {
  getPeriods,
  getPointState,
  type Interval,
  type RankPoint,
  type Series,
} from '../bump-chart/series.js';
import type { TrendsCard } from '../cards/trends-card.js';
import type { TimeRange } from '../graphql/graphql.js';
import type { Cell, Table } from '../share/csv.js';
import { formatDayRange } from '../words/days.js';
import { getRange } from '../words/range.js';

interface Trends {
  readonly all: readonly Series[];
  readonly slots: ReadonlyMap<string, number>;
  readonly interval: Interval;
  readonly ranks: number | null;
  readonly range: TimeRange;
}

/** The card of ranks over time. */
export function getTrendsCard({ all, slots, interval, ranks, range }: Trends): TrendsCard {
  const { label, period } = getRange(range);
  const periods = getPeriods(all);
  const [first, last] = [periods[0]?.day, periods.at(-1)?.day];
  const hasGaps = periods.some(({ observed }) => !observed);
  return {
    kicker: `My trends · ${label}`,
    title:
      first === undefined || last === undefined ? 'Ranks over time' : formatDayRange(first, last, 'medium'),
    footnote: `Ranked by Spotify over ${period}.${hasGaps ? ' Shaded: no snapshot.' : ''}`,
    all,
    slots,
    interval,
    ranks,
  };
}

const PERIOD = { DAY: 'Day', WEEK: 'Week to', MONTH: 'Month of' } as const;

/** The ranks as a table: a column for each artist, the newest period on top. Cells without a snapshot are empty. */
export function getTrendsTable(all: readonly Series[], interval: Interval): Table {
  const getRow = (day: string, index: number): Cell[] => [
    day,
    ...all.map(({ points }) => describeCell(points[index])),
  ];
  const rows = getPeriods(all)
    .map(({ day }, index) => getRow(day, index))
    .toReversed();
  return { header: [PERIOD[interval], ...all.map(({ name }) => name)], rows };
}

function describeCell(point: RankPoint | undefined): Cell {
  if (!point || getPointState(point) === 'UNKNOWN') return null;
  return point.rank ?? 'off';
}
