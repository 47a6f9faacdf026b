import { memo, type PointerEvent, useId, useMemo, useState } from 'react';
import { formatDay } from '../words/days.js';
import { formatCount } from '../words/numbers.js';
import './calendar.css';
import type { CoverageDay, DayState } from './compute-coverage.js';
import { describeDay, describeMonth } from './coverage-text.js';
import { ReasonMark } from './gaps.js';
import { type Cell, groupByMonth, MAX_WEEKS, type Month } from './months.js';
import { getReasons, REASONS } from './reasons.js';

/** The months shown before “Show earlier months”: a little more than a year. */
const INITIAL_MONTHS = 13;

/** All days as a calendar, month by month. Pointing at a day shows its state. */
export function Calendar({ days }: { readonly days: readonly CoverageDay[] }) {
  const [isExpanded, setExpanded] = useState(false);
  const [pointed, setPointed] = useState<CoverageDay | null>(null);
  const months = useMemo(() => groupByMonth(days), [days]);
  const dayByDate = useMemo(() => new Map(days.map((day) => [day.day, day])), [days]);
  const hidden = isExpanded ? 0 : Math.max(0, months.length - INITIAL_MONTHS);
  const point = ({ target }: PointerEvent): void => {
    const day = target instanceof Element ? target.closest('[data-day]')?.getAttribute('data-day') : null;
    setPointed((day && dayByDate.get(day)) || null);
  };
  return (
    <>
      {months.length > INITIAL_MONTHS && (
        <p>
          <button type="button" className="button quiet" onClick={() => setExpanded(!isExpanded)}>
            {isExpanded ? 'Hide earlier months' : `Show ${formatCount(hidden, 'earlier month')}`}
          </button>
        </p>
      )}
      <div
        className="sheets"
        onPointerOver={point}
        onPointerDown={point}
        onPointerLeave={() => setPointed(null)}
      >
        {months.slice(hidden).map((month, index) => (
          <MonthSheet key={month.month} month={month} isFirst={index === 0} />
        ))}
      </div>
      {/* Hidden from screen readers, which have the list of gaps below. */}
      <p className="pointed" aria-hidden="true">
        {pointed ? describeDay(pointed) : 'Hover over a day, or tap it, to see its status.'}
      </p>
      <Legend days={days} />
    </>
  );
}

/** The size of a day in the drawing, with and without its margin. */
const STEP = 12;
const SIDE = 10;

interface MonthSheetProps {
  readonly month: Month<CoverageDay>;
  /** Shows the year, as every January does. */
  readonly isFirst: boolean;
}

/** One month with a square for each day. For screen readers it is one image with a description. */
const MonthSheet = memo(function MonthSheet({ month, isFirst }: MonthSheetProps) {
  const id = useId();
  const firstDay = `${month.month}-01`;
  const showsYear = isFirst || month.month.endsWith('-01');
  const days = month.cells.map(({ day }) => day);
  return (
    <figure className="sheet">
      <figcaption aria-hidden="true">
        {formatDay(firstDay, showsYear ? 'shortMonth' : 'monthName')}
      </figcaption>
      <svg viewBox={`0 0 ${MAX_WEEKS * STEP} ${7 * STEP}`} role="img" aria-labelledby={id}>
        <title id={id}>{describeMonth(formatDay(firstDay, 'month'), days)}</title>
        {month.cells.map((cell) => (
          <Day key={cell.day.day} cell={cell} />
        ))}
      </svg>
    </figure>
  );
});

function Day({ cell: { day, column, row } }: { readonly cell: Cell<CoverageDay> }) {
  const states = [...day.states.values()];
  const [first] = states;
  const isUniform = states.every((state) => state === first);
  return (
    <g data-day={day.day} transform={`translate(${column * STEP + 1} ${row * STEP + 1})`}>
      {isUniform && first ? <Square state={first} /> : <Bands states={states} />}
    </g>
  );
}

function Square({ state }: { readonly state: DayState }) {
  if (state === 'SNAPSHOT') return <rect className="day" width={SIDE} height={SIDE} rx="1.5" />;
  const { kind, mark } = REASONS[state];
  return (
    <>
      <rect className={`day gap ${kind}`} x="0.5" y="0.5" width={SIDE - 1} height={SIDE - 1} rx="1.2" />
      <text className={kind} x={SIDE / 2} y={SIDE / 2 + 2.5} textAnchor="middle">
        {mark}
      </text>
    </>
  );
}

/** A band for each range, the shortest on top, for days on which they differ. */
function Bands({ states }: { readonly states: readonly DayState[] }) {
  const height = (SIDE - (states.length - 1)) / states.length;
  return states.map((state, index) => {
    const y = index * (height + 1);
    if (state === 'SNAPSHOT')
      return <rect key={y} className="day" y={y} width={SIDE} height={height} rx="0.6" />;
    const { kind } = REASONS[state];
    return (
      <rect key={y} className={`day gap ${kind}`} x="0.5" y={y + 0.5} width={SIDE - 1} height={height - 1} />
    );
  });
}

/** What the squares mean, of those that are in the calendar. */
function Legend({ days }: { readonly days: readonly CoverageDay[] }) {
  const isMixed = days.some(({ states }) => new Set(states.values()).size > 1);
  return (
    <ul className="legend">
      <li>
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <rect className="day" width="10" height="10" rx="1.5" />
        </svg>
        Recorded
      </li>
      {isMixed && (
        <li>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect className="day" width="10" height="2.7" rx="0.6" />
            <rect className="day gap spotify" x="0.5" y="4.15" width="9" height="1.7" />
            <rect className="day" y="7.3" width="10" height="2.7" rx="0.6" />
          </svg>
          Partly recorded: 4 weeks, 6 months and 1 year from top to bottom
        </li>
      )}
      {getReasons(days).map((reason) => (
        <li key={reason}>
          <ReasonMark reason={reason} />
          {REASONS[reason].label}
        </li>
      ))}
    </ul>
  );
}
