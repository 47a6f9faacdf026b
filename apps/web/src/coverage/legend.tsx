import { type CoverageDay, getUniformState } from './compute-coverage.js';
import { DayBands, DayMark } from './day-square.js';
import { DAY_KINDS, getReasons, PARTLY_RECORDED, REASONS } from './reasons.js';

/** What the squares of the calendar mean, of those that are in it. */
export function Legend({ days }: { readonly days: readonly CoverageDay[] }) {
  const mixed = days.find(({ states }) => getUniformState(states) === null);
  return (
    <ul className="legend">
      {DAY_KINDS.filter(({ state }) => days.some((day) => [...day.states.values()].includes(state))).map(
        ({ state, label }) => (
          <li key={state}>
            <DayMark state={state} />
            {label}
          </li>
        ),
      )}
      {mixed && (
        <li>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <DayBands states={[...mixed.states.values()]} />
          </svg>
          {PARTLY_RECORDED}
        </li>
      )}
      {getReasons(days).map((reason) => (
        <li key={reason}>
          <DayMark state={reason} />
          {REASONS[reason].label}
        </li>
      ))}
    </ul>
  );
}
