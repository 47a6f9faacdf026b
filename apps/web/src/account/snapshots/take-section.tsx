import { useState } from 'react';
import { nextInWords } from '../../coverage/next-in-words.js';
import { Notice } from '../../design/notice.js';
import { Section } from '../../design/section.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { inWords } from '../../words/day.js';
import { wordsOf } from '../../words/range.js';
import type { Account } from '../account-question.js';
import { BusyButton } from '../busy-button.js';
import { Outcome } from '../outcome.js';
import { useChange } from '../use-change.js';
import { resultInWords, resultsTitle } from './result-words.js';

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

/** Today's snapshot, without waiting for its time. */
export function TakeSection({ account }: { readonly account: Account }) {
  const { run, isRunning, problem } = useChange(TAKE);
  const [taken, setTaken] = useState<Taken | null>(null);
  const { timezone, coverage, snapshotsPaused } = account;
  const take = async (): Promise<void> => {
    setTaken(null);
    setTaken((await run({}))?.takeSnapshot ?? null);
  };
  return (
    <Section
      title="Today’s snapshot"
      hint="Your three lists are recorded once a day, by themselves. You need not wait for it: the first good list of a day stays."
    >
      <div className="panel">
        <p>
          {snapshotsPaused
            ? 'The daily ones are paused. You can take one all the same.'
            : nextInWords(coverage.nextSnapshotAt, timezone, new Date())}
        </p>
        <p className="actions">
          <BusyButton className="button quiet" onClick={take} isBusy={isRunning}>
            {isRunning ? 'Asking Spotify …' : 'Take a snapshot now'}
          </BusyButton>
        </p>
        <Outcome problem={problem}>{taken && <Results taken={taken} timezone={timezone} />}</Outcome>
      </div>
    </Section>
  );
}

function Results({ taken, timezone }: { readonly taken: Taken; readonly timezone: string }) {
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
