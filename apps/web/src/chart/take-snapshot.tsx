import { useMutation } from 'urql';
import { Failure } from '../design/failure.js';
import { Notice } from '../design/notice.js';
import { graphql } from '../graphql/graphql.js';
import { outcomeWords } from './outcome-words.js';

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

interface Props {
  readonly label: string;
  /** Told when there may be something new. */
  readonly onTaken: () => void;
}

/** Takes today's snapshot, and says what came of it. */
export function TakeSnapshot({ label, onTaken }: Props) {
  const [{ data, error, fetching }, take] = useMutation(TAKE);
  const words = data?.takeSnapshot && outcomeWords(data.takeSnapshot.results);
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={fetching}
        onClick={() => void take({}).then(() => onTaken())}
      >
        {fetching ? 'Asking Spotify …' : label}
      </button>
      {error && <Failure error={error} />}
      {words && <Notice tone={words.tone} title={words.title} isAlert />}
    </>
  );
}
