import type { TimeRange } from '../graphql/schema-words.js';
import { useViewer } from '../shell/viewer.js';
import { count, inDigits } from '../words/count.js';
import { inWords } from '../words/day.js';
import { wordsOf } from '../words/range.js';
import type { KnownCoverage } from './ask-coverage.js';
import { nextInWords } from './next-in-words.js';
import { shareInWords } from './share.js';

/** How much of each range is there, since when, and when it goes on: said once where it is the same for all. */
export function Shares({ coverages }: { readonly coverages: ReadonlyMap<TimeRange, KnownCoverage> }) {
  const timezone = useViewer()?.timezone ?? 'UTC';
  const now = new Date();
  const timesOf = ({ since, nextSnapshotAt }: KnownCoverage): string =>
    `${since === null ? 'No day is over yet' : `Since ${inWords(since)}`}. ${nextInWords(nextSnapshotAt, timezone, now)}`;
  const times = new Set([...coverages.values()].map(timesOf));
  return (
    <>
      <ul className="shares">
        {[...coverages].map(([range, coverage]) => (
          <li key={range}>
            <Share range={range} coverage={coverage} />
            {times.size > 1 && <p className="soft">{timesOf(coverage)}</p>}
          </li>
        ))}
      </ul>
      {times.size === 1 && <p className="soft">{[...times]}</p>}
    </>
  );
}

function Share({ range, coverage }: { readonly range: TimeRange; readonly coverage: KnownCoverage }) {
  const { snapshotCount, gapCount } = coverage;
  const { label, about } = wordsOf(range);
  return (
    <>
      <h2>
        {label} <span className="spoken">({about})</span>
      </h2>
      <p className="share">{shareInWords(coverage) ?? '–'}</p>
      <p>
        <strong>
          {inDigits(snapshotCount)} of {count(snapshotCount + gapCount, 'day')}
        </strong>
        , {count(gapCount, 'gap')}
      </p>
    </>
  );
}
