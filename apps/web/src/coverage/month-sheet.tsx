import { memo, useId } from 'react';
import { monthInWords } from './day-in-words.js';
import type { AccountedDay, DayState } from './account-of-days.js';
import { type Cell, type Month, MOST_WEEKS } from './months.js';
import { REASONS } from './reasons.js';

/** The drawing's own measure: a day with the space around it, and the day itself. */
const STEP = 12;
const SIDE = 10;

const named = (month: 'long' | 'short') =>
  new Intl.DateTimeFormat('en-GB', { month, year: 'numeric', timeZone: 'UTC' });
const long = named('long');
const short = named('short');

interface Props {
  readonly month: Month<AccountedDay>;
  /** It says its year, as every January does. */
  readonly isFirst: boolean;
}

/** One month: a square for each day. The whole of it is one picture to screen readers, with a sentence for it. */
export const MonthSheet = memo(function MonthSheet({ month, isFirst }: Props) {
  const id = useId();
  const begins = Date.parse(`${month.month}-01T00:00:00Z`);
  const title = long.format(begins);
  return (
    <figure className="sheet">
      <figcaption aria-hidden="true">
        {isFirst || month.month.endsWith('-01') ? short.format(begins) : title.slice(0, -5)}
      </figcaption>
      <svg viewBox={`0 0 ${MOST_WEEKS * STEP} ${7 * STEP}`} role="img" aria-labelledby={id}>
        <title id={id}>
          {monthInWords(
            title,
            month.cells.map(({ day }) => day),
          )}
        </title>
        {month.cells.map((cell) => (
          <Day key={cell.day.day} cell={cell} />
        ))}
      </svg>
    </figure>
  );
});

function Day({ cell: { day, column, row } }: { readonly cell: Cell<AccountedDay> }) {
  const states = [...day.states.values()];
  const [first] = states;
  const isAlike = states.every((state) => state === first);
  return (
    <g data-day={day.day} transform={`translate(${column * STEP + 1} ${row * STEP + 1})`}>
      {isAlike && first ? <Whole state={first} /> : <Bands states={states} />}
    </g>
  );
}

function Whole({ state }: { readonly state: DayState }) {
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

/** A band for each range, the shortest on top, where they do not have the same. */
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
