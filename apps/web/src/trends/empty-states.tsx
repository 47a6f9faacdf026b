import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { MAX_LINES } from '../bump-chart/slots.js';
import { Notice } from '../design/notice.js';
import { RangeTabs } from '../design/tabs.js';

/** The placeholder of the chart while it loads. */
export function TrendsSkeleton({ hasControls = false }: { readonly hasControls?: boolean }) {
  return (
    <>
      {hasControls && (
        <div className="trends-skeleton-controls">
          <RangeControls />
        </div>
      )}
      <div className="trends-skeleton" role="status">
        <span className="spoken">Loading</span>
      </div>
    </>
  );
}

function RangeControls() {
  return (
    <div className="controls trends-controls">
      <RangeTabs selected={useAddress().range} />
    </div>
  );
}

export function NoSnapshots() {
  return (
    <>
      <RangeControls />
      <Notice tone="calm" title="No snapshots yet">
        <p>
          The first one is taken within a day of your first sign-in. From then on each day adds a point here.{' '}
          <Link href="/coverage">See when the next one is due</Link>, or{' '}
          <Link href="/account#past">add the years before it</Link>.
        </p>
      </Notice>
    </>
  );
}

/** Without choices, the chart of the last day shown is empty, or there is none. */
export function NoArtists({ hasChoices }: { readonly hasChoices: boolean }) {
  if (!hasChoices) {
    return (
      <Notice tone="calm" title="No top artists on this day">
        <p>Lines start with your first top artists.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="calm" title="No artists selected">
      <p>Add an artist to see their ranks. You can compare up to {MAX_LINES}.</p>
    </Notice>
  );
}

interface UnknownArtistsProps {
  readonly count: number;
  readonly onRemove: () => void;
}

/** The address names artists that were never on the listener's lists, as in another listener's link. */
export function UnknownArtists({ count, onRemove }: UnknownArtistsProps) {
  const title = count === 1 ? 'One artist isn’t in your history' : `${count} artists aren’t in your history`;
  return (
    <Notice tone="calm" title={title}>
      <p>The link names artists that were never on your lists.</p>
      <p className="actions">
        <button type="button" className="button quiet" onClick={onRemove}>
          {count === 1 ? 'Remove it' : 'Remove them'}
        </button>
      </p>
    </Notice>
  );
}
