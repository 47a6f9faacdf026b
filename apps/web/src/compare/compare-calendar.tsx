import { useMemo, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { useAddress } from '../address/use-address.js';
import { Calendar } from '../coverage/calendar.js';
import { computeCoverage } from '../coverage/compute-coverage.js';
import { useCoverage } from '../coverage/use-coverage.js';
import { QueryResult } from '../design/query-result.js';
import { NEWEST_DAY } from '../week/week.query.js';
import './compare-calendar.css';
import { addNewest, describePick, pairDays } from './day-pair.js';

interface CompareCalendarProps {
  /** The compared days; null while unknown. */
  readonly from: string | null;
  readonly to: string | null;
}

/** A calendar to pick both days on. It closes once they are picked, so that the charts are in view. */
export function CompareCalendar({ from, to }: CompareCalendarProps) {
  const { range } = useAddress();
  const [isOpen, setOpen] = useState(false);
  const summary = useRef<HTMLElement>(null);
  const close = (): void => {
    setOpen(false);
    summary.current?.focus();
  };
  return (
    <details
      className="compare-calendar"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary ref={summary}>Pick both days on the calendar</summary>
      {isOpen && <DayPair key={range} from={from} to={to} onPicked={close} />}
    </details>
  );
}

interface DayPairProps extends CompareCalendarProps {
  readonly onPicked: () => void;
}

function DayPair({ from, to, onPicked }: DayPairProps) {
  const { range, navigate } = useAddress();
  const coverage = useCoverage(range);
  const [{ data: newest }] = useQuery({ query: NEWEST_DAY, variables: { range } });
  const [first, setFirst] = useState<string | null>(null);
  const [{ data: loaded }] = coverage;
  const days = useMemo(
    () => addNewest(computeCoverage(loaded ?? new Map()), range, newest?.chart?.day ?? null),
    [loaded, range, newest],
  );
  const picked = useMemo(
    () => (first === null ? [from, to] : [first]).filter((day) => day !== null),
    [first, from, to],
  );
  const pickDay = (day: string): void => {
    const pair = pairDays(first, day);
    if (!pair) return setFirst(first === null ? day : null);
    navigate(pair);
    onPicked();
  };
  return (
    <>
      <p role="status">{describePick(first)}</p>
      <QueryResult query={coverage} placeholder={<CalendarSkeleton />}>
        {() => <Calendar days={days} initialMonths={7} pick={{ picked, onPick: pickDay }} />}
      </QueryResult>
    </>
  );
}

/** The placeholder of the months, in their size. */
function CalendarSkeleton() {
  return (
    <ul className="sheets skeleton" aria-hidden="true">
      {Array.from({ length: 7 }, (_, index) => (
        <li key={index} className="blank sheet-placeholder" />
      ))}
    </ul>
  );
}
