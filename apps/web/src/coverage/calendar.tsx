import { type PointerEvent, useMemo, useState } from 'react';
import { count } from '../words/count.js';
import type { AccountedDay } from './account-of-days.js';
import './calendar.css';
import { dayInWords } from './day-in-words.js';
import { Legend } from './legend.js';
import { MonthSheet } from './month-sheet.js';
import { monthsOf } from './months.js';

/** More than a year, and people ask for it. */
const SHOWN_AT_FIRST = 13;

/** All days as sheets of months. Whoever points at a day reads what it has. */
export function Calendar({ days }: { readonly days: readonly AccountedDay[] }) {
  const [isWhole, setWhole] = useState(false);
  const [pointed, setPointed] = useState<AccountedDay | null>(null);
  const months = useMemo(() => monthsOf(days), [days]);
  const byDay = useMemo(() => new Map(days.map((day) => [day.day, day])), [days]);
  const earlier = isWhole ? 0 : Math.max(0, months.length - SHOWN_AT_FIRST);
  const point = ({ target }: PointerEvent): void => {
    const day = target instanceof Element ? target.closest('[data-day]')?.getAttribute('data-day') : null;
    setPointed((day && byDay.get(day)) || null);
  };
  return (
    <>
      {months.length > SHOWN_AT_FIRST && (
        <p>
          <button type="button" className="button quiet" onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Hide the earlier months' : `Show ${count(earlier, 'earlier month')}`}
          </button>
        </p>
      )}
      <div
        className="sheets"
        onPointerOver={point}
        onPointerDown={point}
        onPointerLeave={() => setPointed(null)}
      >
        {months.slice(earlier).map((month, index) => (
          <MonthSheet key={month.month} month={month} isFirst={index === 0} />
        ))}
      </div>
      {/* Said to nobody who does not point: the list below has it all. */}
      <p className="pointed" aria-hidden="true">
        {pointed ? dayInWords(pointed) : 'Point at a day, or touch it, to read what it has.'}
      </p>
      <Legend days={days} />
    </>
  );
}
