import { memo } from 'react';
import { Link } from 'wouter';
import { svgTabIndex } from '../design/svg-tab-index.js';
import { formatDay } from '../words/days.js';
import { type CoverageDay, getUniformState } from './compute-coverage.js';
import { describeDay, describePeriod } from './coverage-text.js';
import { getDayTarget } from './day-links.js';
import { DayBands, DaySquare } from './day-square.js';
import { type Cell, MAX_WEEKS, type Month, SIDE, STEP } from './months.js';

/** Sets neighbouring months apart. */
const MONTH_MARGIN = 1.5;

interface MonthSheetProps {
  readonly month: Month<CoverageDay>;
  /** Shows the year, as every January does. */
  readonly isFirst: boolean;
  /** The day of the calendar that Tab reaches; null if it is in another month. */
  readonly tabStop: string | null;
  /** The picked days; null if days are opened instead. */
  readonly picked: readonly string[] | null;
}

/** One month with a square for each day, which leads to its chart or to the reason for its gap. */
export const MonthSheet = memo(function MonthSheet({ month, isFirst, tabStop, picked }: MonthSheetProps) {
  const firstDay = `${month.month}-01`;
  const showsYear = isFirst || month.month.endsWith('-01');
  const days = month.cells.map(({ day }) => day);
  return (
    <figure className="sheet">
      <figcaption aria-hidden="true">
        {formatDay(firstDay, showsYear ? 'shortMonth' : 'monthName')}
      </figcaption>
      <svg
        viewBox={`1 0 ${MAX_WEEKS * STEP + MONTH_MARGIN} ${7 * STEP}`}
        role="group"
        aria-label={describePeriod(formatDay(firstDay, 'month'), days)}
      >
        {month.blanks.map(({ column, row }) => (
          <circle
            key={`${column} ${row}`}
            className="day-blank"
            cx={column * STEP + 1 + SIDE / 2}
            cy={row * STEP + 1 + SIDE / 2}
            r="1"
          />
        ))}
        {month.cells.map((cell) => (
          <Day
            key={cell.day.day}
            cell={cell}
            isTabStop={cell.day.day === tabStop}
            isPicked={picked && picked.includes(cell.day.day)}
          />
        ))}
      </svg>
    </figure>
  );
});

interface DayProps {
  readonly cell: Cell<CoverageDay>;
  readonly isTabStop: boolean;
  /** Null if days are opened instead of picked. */
  readonly isPicked: boolean | null;
}

function Day({ cell: { day, column, row }, isTabStop, isPicked }: DayProps) {
  const { href, isChart } = getDayTarget(day);
  const uniform = getUniformState(day.states);
  const attributes = {
    className: isPicked ? 'day-link picked' : 'day-link',
    'data-day': day.day,
    'aria-label': describeDay(day),
    ...svgTabIndex(isTabStop ? 0 : -1),
  };
  const drawing = (
    <g transform={`translate(${column * STEP + 1} ${row * STEP + 1})`}>
      <rect className="day-target" x="-1" y="-1" width={STEP} height={STEP} />
      {uniform ? <DaySquare state={uniform} /> : <DayBands states={[...day.states.values()]} />}
      <rect className="day-ring" x="-0.75" y="-0.75" width={SIDE + 1.5} height={SIDE + 1.5} rx="2" />
    </g>
  );
  if (isPicked !== null) {
    const state = isChart ? { 'aria-pressed': isPicked } : { 'aria-disabled': true };
    return (
      <g role="button" {...attributes} {...state}>
        {drawing}
      </g>
    );
  }
  return isChart ? (
    <Link {...attributes} href={href}>
      {drawing}
    </Link>
  ) : (
    <a {...attributes} href={href}>
      {drawing}
    </a>
  );
}
