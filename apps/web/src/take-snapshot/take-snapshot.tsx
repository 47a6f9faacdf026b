import { useState } from 'react';
import { BusyButton, Outcome, useChange } from '../change/change.js';
import { Notice } from '../design/notice.js';
import { graphql, type ResultOf } from '../graphql/graphql.js';
import { useTimezone } from '../shell/viewer.js';
import { formatDay } from '../words/days.js';
import { getRange } from '../words/range.js';
import { describeCommonResult, describeResult, summarizeResults } from './result-text.js';
import './take-snapshot.css';

const TAKE_SNAPSHOT = graphql(`
  mutation TakeSnapshot {
    takeSnapshot {
      day
      results {
        range
        outcome
        gapReason
        retryAt
      }
    }
  }
`);

type TakeSnapshotResult = NonNullable<ResultOf<typeof TAKE_SNAPSHOT>['takeSnapshot']>;

interface TakeSnapshotProps {
  /** Shows a secondary button. */
  readonly isQuiet?: boolean;
  /** Called when there may be a new snapshot. */
  readonly onTaken?: () => void;
}

/** A button that takes today's snapshot now, and its outcome. */
export function TakeSnapshot({ isQuiet = false, onTaken }: TakeSnapshotProps) {
  const { run, isRunning, problem } = useChange(TAKE_SNAPSHOT);
  const [result, setResult] = useState<TakeSnapshotResult | null>(null);
  const take = async (): Promise<void> => {
    setResult(null);
    setResult((await run({}))?.takeSnapshot ?? null);
    onTaken?.();
  };
  return (
    <>
      <p className="actions">
        <BusyButton className={isQuiet ? 'button quiet' : 'button'} onClick={take} isBusy={isRunning}>
          {isRunning ? 'Asking Spotify…' : 'Take a snapshot now'}
        </BusyButton>
      </p>
      <Outcome problem={problem}>{result && <Results {...result} />}</Outcome>
    </>
  );
}

function Results({ day, results }: TakeSnapshotResult) {
  const timezone = useTimezone();
  const now = new Date();
  const { title, tone } = summarizeResults(results);
  const alike = describeCommonResult(results, timezone, now);
  return (
    <Notice tone={tone} title={title}>
      {alike === null ? (
        <dl className="results">
          {results.map((result) => (
            <div key={result.range}>
              <dt>{getRange(result.range).label}</dt>
              <dd>{describeResult(result, timezone, now)}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>{alike}</p>
      )}
      <p className="soft">Chart day: {formatDay(day)}</p>
    </Notice>
  );
}
