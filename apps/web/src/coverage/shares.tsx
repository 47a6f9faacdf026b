import { Link } from 'wouter';
import { NextSnapshot } from '../design/when.js';
import type { TimeRange } from '../graphql/graphql.js';
import { useTimezone } from '../shell/viewer.js';
import { formatDay } from '../words/days.js';
import { formatCount, formatNumber } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import { formatCoverage } from './coverage-text.js';
import type { LoadedCoverage } from './use-coverage.js';

/** The coverage of each range in numbers. The dates are shown once if they are the same for all ranges. */
export function Shares({ coverages }: { readonly coverages: ReadonlyMap<TimeRange, LoadedCoverage> }) {
  const [first] = coverages.values();
  const hasSameDates = [...coverages.values()].every(
    ({ since, nextSnapshotAt }) => since === first?.since && nextSnapshotAt === first.nextSnapshotAt,
  );
  return (
    <>
      <ul className="shares">
        {[...coverages].map(([range, coverage]) => (
          <li key={range}>
            <Share range={range} coverage={coverage} />
            {!hasSameDates && <Dates coverage={coverage} />}
          </li>
        ))}
      </ul>
      {hasSameDates && first && <Dates coverage={first} />}
    </>
  );
}

function Share({ range, coverage }: { readonly range: TimeRange; readonly coverage: LoadedCoverage }) {
  const { snapshotCount, gapCount, reconstructedCount } = coverage;
  const { label, period } = getRange(range);
  return (
    <>
      <h2>
        {label} <span className="spoken">({period})</span>
      </h2>
      <p className="share">{formatCoverage(coverage) ?? '–'}</p>
      <p>
        <strong>
          {formatNumber(snapshotCount)} of {formatCount(snapshotCount + gapCount, 'day')}
        </strong>
        , {formatCount(gapCount, 'gap')}
        {reconstructedCount > 0 && (
          <span className="soft"> and {formatCount(reconstructedCount, 'reconstructed day')} before</span>
        )}
      </p>
    </>
  );
}

function Dates({ coverage }: { readonly coverage: LoadedCoverage }) {
  const { since, nextSnapshotAt, reconstructedCount } = coverage;
  const timezone = useTimezone();
  return (
    <p className="soft">
      {since === null ? 'No day is over yet' : `Since ${formatDay(since)}`}.{' '}
      <NextSnapshot at={nextSnapshotAt} timezone={timezone} />{' '}
      {reconstructedCount === 0 && <Link href="/account#past">Add the years before</Link>}
    </p>
  );
}
