import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import type { Interval } from '../bump-chart/series.js';
import { DayPicker } from '../design/day-picker.js';
import { LinkTabs, RangeTabs } from '../design/tabs.js';
import { type Span, TOP_RANKS } from './selection.js';

interface SpanControlsProps {
  readonly fullSpan: Span;
  readonly span: Span;
  readonly interval: Interval;
  /** The number of ranks on the axis. Null fits all ranks. */
  readonly ranks: number | null;
  readonly isTable: boolean;
}

const INTERVALS = [
  { label: 'Days', interval: 'DAY', slug: 'day' },
  { label: 'Weeks', interval: 'WEEK', slug: 'week' },
  { label: 'Months', interval: 'MONTH', slug: 'month' },
] as const;

const RANKS = [
  { label: 'Fit', ranks: null },
  ...TOP_RANKS.map((ranks) => ({ label: `Top ${ranks}`, ranks })),
];

/** Selects what is shown, and how: the range, the interval, the days, the ranks, and the view. */
export function SpanControls({ fullSpan, span, interval, ranks, isTable }: SpanControlsProps) {
  const address = useAddress();
  const isFull = span.from === fullSpan.from && span.to === fullSpan.to;
  return (
    <div className="controls trends-controls">
      <RangeTabs selected={address.range} />
      <LinkTabs
        label="Interval"
        tabs={INTERVALS.map((each) => ({
          label: each.label,
          to: { interval: each.slug },
          isCurrent: each.interval === interval,
        }))}
      />
      {!isTable && (
        <LinkTabs
          label="Ranks"
          tabs={RANKS.map((each) => ({
            label: each.label,
            to: { ranks: each.ranks === null ? null : String(each.ranks) },
            isCurrent: each.ranks === ranks,
          }))}
        />
      )}
      <span className="day-pickers">
        <DayPicker
          label="From"
          day={span.from}
          min={fullSpan.from}
          max={span.to}
          onChoose={(from) => address.navigate({ from })}
        />
        <DayPicker
          label="To"
          day={span.to}
          min={span.from}
          max={fullSpan.to}
          onChoose={(to) => address.navigate({ to })}
        />
        {!isFull && <Link href={address.link({ from: null, to: null })}>Full history</Link>}
      </span>
      <LinkTabs
        label="View"
        tabs={[
          { label: 'Chart', to: { view: null }, isCurrent: !isTable },
          { label: 'Table', to: { view: 'table' }, isCurrent: isTable },
        ]}
      />
    </div>
  );
}
