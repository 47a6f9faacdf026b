import type { TimeRange } from '../graphql/graphql.js';
import { formatDay } from '../words/days.js';
import { formatCount, formatNumber, formatRank } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import type { Ledger, Weeks } from './ledger.js';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** Where the artist is now: `No. 4 on the 4-week chart and No. 7 on the 6-month chart.` */
export function describeStanding(ledgers: ReadonlyMap<TimeRange, Ledger | null>): string {
  const entries = [...ledgers].flatMap(([range, ledger]) => (ledger ? [{ range, ledger }] : []));
  const current = entries.filter(({ ledger }) => ledger.rank !== null);
  if (current.length > 0) {
    return `${list.format(current.map(({ range, ledger }) => formatPlace(ledger.rank, range)))}.`;
  }
  if (entries.length === 0) return 'Not on any of your charts so far.';
  const { range, ledger } = entries.reduce((last, each) =>
    each.ledger.lastDay > last.ledger.lastDay ? each : last,
  );
  return `Not on any chart now. Last seen at ${formatPlace(ledger.lastRank, range)}, on ${formatDay(ledger.lastDay)}.`;
}

function formatPlace(rank: number | null, range: TimeRange): string {
  return `${formatRank(rank)} on the ${getRange(range).adjective} chart`;
}

/** The runs among some weeks: `8 in a row, longest run 11`. Empty if there is nothing to add to the total. */
export function describeRuns({ total, current, longest }: Weeks): string {
  if (total > 1 && longest === total) return current === total ? 'all in a row' : 'in one run';
  const running = current > 1 ? `${formatNumber(current)} in a row` : '';
  const record = longest > 1 && longest > current ? `longest run ${formatNumber(longest)}` : '';
  return [running, record].filter((text) => text !== '').join(', ');
}

/** The time at number one: weeks; days if no week ended with it; or `Never`. */
export function formatTimeAtNumberOne({ atNumberOne, daysAtNumberOne }: Ledger): string {
  if (atNumberOne.total > 0) return formatCount(atNumberOne.total, 'week');
  return daysAtNumberOne > 0 ? formatCount(daysAtNumberOne, 'day') : 'Never';
}
