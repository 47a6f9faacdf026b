import { useState } from 'react';
import { BusyButton } from '../change/busy-button.js';
import { Outcome } from '../change/outcome.js';
import { useChange } from '../change/use-change.js';
import { Notice } from '../design/notice.js';
import { graphql, type ResultOf } from '../graphql/graphql.js';
import { useViewer } from '../shell/viewer.js';
import { inWords } from '../words/day.js';
import { wordsOf } from '../words/range.js';
import { resultInWords, resultsTitle } from './result-words.js';
import './take-snapshot.css';

const TAKE = graphql(`
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

type Taken = NonNullable<ResultOf<typeof TAKE>['takeSnapshot']>;

interface Props {
  /** It is not the first thing to do where it stands. */
  readonly isQuiet?: boolean;
  /** Told when there may be something new. */
  readonly onTaken?: () => void;
}

/** Takes today's snapshot without waiting for its time, and says what came of it. */
export function TakeSnapshot({ isQuiet = false, onTaken }: Props) {
  const { run, isRunning, problem } = useChange(TAKE);
  const [taken, setTaken] = useState<Taken | null>(null);
  const take = async (): Promise<void> => {
    setTaken(null);
    setTaken((await run({}))?.takeSnapshot ?? null);
    onTaken?.();
  };
  return (
    <>
      <p className="actions">
        <BusyButton className={isQuiet ? 'button quiet' : 'button'} onClick={take} isBusy={isRunning}>
          {isRunning ? 'Asking Spotify …' : 'Take a snapshot now'}
        </BusyButton>
      </p>
      <Outcome problem={problem}>{taken && <Results taken={taken} />}</Outcome>
    </>
  );
}

function Results({ taken }: { readonly taken: Taken }) {
  const timezone = useViewer()?.timezone ?? 'UTC';
  const { title, tone } = resultsTitle(taken.results);
  return (
    <Notice tone={tone} title={title}>
      <dl className="results">
        {taken.results.map((result) => (
          <div key={result.range}>
            <dt>{wordsOf(result.range).label}</dt>
            <dd>{resultInWords(result, timezone)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">All of it counts for {inWords(taken.day)}.</p>
    </Notice>
  );
}
