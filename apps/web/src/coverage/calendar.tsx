import { useId, useMemo, useState } from 'react';
import { formatCount } from '../words/numbers.js';
import './calendar.css';
import type { CoverageDay } from './compute-coverage.js';
import { DayTip } from './day-tip.js';
import { Legend } from './legend.js';
import { MonthSheet } from './month-sheet.js';
import { groupByMonth } from './months.js';
import { type DayPick, useDayTip } from './use-day-tip.js';

interface CalendarProps {
  readonly days: readonly CoverageDay[];
  /** The months shown before “Show earlier months”. By default two full rows on wide screens. */
  readonly initialMonths?: number;
  /** A day with a snapshot is picked instead of opened. */
  readonly pick?: DayPick;
}

/** Two full rows on wide screens. */
const MONTHS = 14;

/** All days as a calendar, month by month. A day says its state on hover, on focus and on touch. */
export function Calendar({ days, initialMonths = MONTHS, pick }: CalendarProps) {
  const keys = useId();
  const [limit, setLimit] = useState(initialMonths);
  const months = useMemo(() => groupByMonth(days), [days]);
  const hidden = Math.max(0, months.length - limit);
  const shownMonths = months.slice(hidden);
  const { shown, tabStop, handlers } = useDayTip(
    shownMonths.flatMap(({ cells }) => cells.map(({ day }) => day)),
    pick,
  );
  return (
    <>
      {hidden > 0 && (
        <p>
          <button type="button" className="button quiet" onClick={() => setLimit(limit + MONTHS)}>
            Show {formatCount(Math.min(hidden, MONTHS), 'earlier month')}
          </button>
        </p>
      )}
      <p className="spoken" id={keys}>
        Use up and down to move by a day, left and right to move by a week, and Enter to{' '}
        {pick ? 'pick' : 'open'} a day.
      </p>
      <div className="sheets" role="group" aria-label="Days" aria-describedby={keys} {...handlers}>
        {shownMonths.map((month, index) => (
          <MonthSheet
            key={month.month}
            month={month}
            isFirst={index === 0}
            tabStop={tabStop?.startsWith(month.month) ? tabStop : null}
            picked={pick?.picked ?? null}
          />
        ))}
        <DayTip shown={shown} picked={pick?.picked ?? null} />
      </div>
      <Legend days={days} />
    </>
  );
}
