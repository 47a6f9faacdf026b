import { Link } from 'wouter';
import { useAddress } from '../address/search.js';
import type { Interval } from '../bump-chart/series.js';
import { DayPicker } from '../design/day-picker.js';
import { LinkTabs } from '../design/link-tabs.js';
import { RangeTabs } from '../design/range-tabs.js';
import type { Span } from './selection.js';

interface Props {
  readonly whole: Span;
  readonly span: Span;
  readonly interval: Interval;
}

const INTERVALS = [
  { label: 'Days', interval: 'DAY', inAddress: 'day' },
  { label: 'Weeks', interval: 'WEEK', inAddress: 'week' },
  { label: 'Months', interval: 'MONTH', inAddress: 'month' },
] as const;

/** Of which range, from when to when, and in which steps. */
export function SpanControls({ whole, span, interval }: Props) {
  const address = useAddress();
  const isWhole = span.from === whole.from && span.to === whole.to;
  return (
    <div className="controls trends-controls">
      <RangeTabs />
      <LinkTabs
        label="Steps"
        tabs={INTERVALS.map((each) => ({
          label: each.label,
          to: { interval: each.inAddress },
          isCurrent: each.interval === interval,
        }))}
      />
      <span className="day-pickers">
        <DayPicker
          label="From"
          day={span.from}
          min={whole.from}
          max={span.to}
          onChoose={(from) => address.go({ from })}
        />
        <DayPicker
          label="To"
          day={span.to}
          min={span.from}
          max={whole.to}
          onChoose={(to) => address.go({ to })}
        />
        {!isWhole && <Link href={address.with({ from: null, to: null })}>Everything</Link>}
      </span>
    </div>
  );
}
