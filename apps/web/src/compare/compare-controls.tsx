import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { DayPicker } from '../design/day-picker.js';
import { RangeTabs } from '../design/tabs.js';
import { useTimezone } from '../shell/viewer.js';
import { todayIn } from '../words/instants.js';
import { suggestDays } from './chosen-days.js';
import { CompareCalendar } from './compare-calendar.js';

interface CompareControlsProps {
  /** Null while unknown. */
  readonly from: string | null;
  readonly to: string | null;
  /** The first day of the history. */
  readonly since: string | null;
}

/** One bar for the range and both days, and links to the most common distances. */
export function CompareControls({ from, to, since }: CompareControlsProps) {
  const address = useAddress();
  const today = todayIn(useTimezone());
  const bounds = { min: since ?? undefined, max: today };
  const suggested = to === null ? [] : suggestDays(to, since);
  return (
    <div className="compare-bar">
      <RangeTabs selected={address.range} />
      <div className="compare-days">
        <DayPicker
          label="Earlier day"
          day={from ?? ''}
          {...bounds}
          onChoose={(day) => address.navigate({ from: day, to: to ?? today })}
        />
        <DayPicker
          label="Later day"
          day={to ?? ''}
          {...bounds}
          onChoose={(day) => address.navigate({ to: day, ...(from !== null && { from }) })}
        />
      </div>
      {suggested.length > 0 && (
        <p className="suggested">
          {suggested.map(({ day, label }) => (
            <Link key={day} href={address.link({ from: day, to })}>
              {label}
            </Link>
          ))}
        </p>
      )}
      {since !== null && <CompareCalendar from={from} to={to} />}
    </div>
  );
}
