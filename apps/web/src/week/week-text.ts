import type { ListCard } from '#cards';
import { getChartCard } from '../chart/chart-share.js';
import type { TimeRange } from '../graphql/graphql.js';
import { formatDay, formatDayRange } from '../words/days.js';
import { getRange } from '../words/range.js';
import type { IsoWeek } from './iso-week.js';
import type { WeekChart } from './week.query.js';

interface WeekCoverage {
  /** The first day of the history. */
  readonly since: string | null;
  /** Days that a change of the time zone skipped. */
  readonly skippedDays: readonly string[];
}

/** Says that no day of a week is missing: of all its days, or of those that the history has. */
export function describeNoGaps(week: IsoWeek, today: string, { since, skippedDays }: WeekCoverage): string {
  const isOver = week.sunday < today;
  const starts = since !== null && since > week.monday ? since : null;
  const skipped = skippedDays.filter((day) => day >= (starts ?? week.monday) && day <= week.sunday);
  const skips = skipped
    .map((day) => ` A change of your time zone skipped ${formatDay(day, 'weekday')}.`)
    .join('');
  const every = skipped.length > 0 ? 'every other day' : 'every day';
  if (starts !== null) {
    const rest = isOver ? `${every} since has a snapshot` : 'no day since is missing so far';
    return `Your history starts on ${formatDay(starts, 'weekday')}; ${rest}.${skips}`;
  }
  if (!isOver) return `No day of this week is missing so far.${skips}`;
  return `${skipped.length > 0 ? 'Every other day' : 'Every day'} of the week has a snapshot.${skips}`;
}

/** The card of a weekly chart. */
export function getWeekCard(chart: WeekChart, { week, monday, sunday }: IsoWeek, range: TimeRange): ListCard {
  const card = getChartCard(chart, range);
  const isReconstructed = chart.source === 'RECONSTRUCTED';
  const compared = isReconstructed
    ? `Compared with the previous week. ${card.footnote}.`
    : 'Compared with the previous recorded week. Ranked by Spotify.';
  return {
    ...card,
    kicker: `My week ${week} · ${getRange(range).label}`,
    title: formatDayRange(monday, sunday, 'medium'),
    footnote: chart.comparedTo ? compared : card.footnote,
  };
}
