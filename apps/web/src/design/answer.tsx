import type { ReactNode } from 'react';
import type { AnyVariables, UseQueryExecute, UseQueryState } from 'urql';
import { Failure } from './failure.js';
import { Skeleton } from './skeleton.js';

interface Props<Data, Variables extends AnyVariables> {
  /** What `useQuery` returned. */
  readonly to: readonly [UseQueryState<Data, Variables>, UseQueryExecute];
  /** What stands there until the first answer; rows of grey unless given. */
  readonly meanwhile?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/**
 * Shows the answer to a question: a skeleton before it is there, an error with its way on. An answer that came before
 * the error stays, with a notice above it.
 */
export function Answer<Data, Variables extends AnyVariables>(props: Props<Data, Variables>) {
  const [{ data, error, fetching, stale }, ask] = props.to;
  const again = (): void => ask({ requestPolicy: 'network-only' });
  if (error) {
    return (
      <>
        <Failure error={error} onRetry={again} isRetrying={fetching} />
        {data !== undefined && data !== null && hasSome(data) && props.children(data)}
      </>
    );
  }
  if (data === undefined || data === null) return props.meanwhile ?? <Skeleton rows={8} />;
  return <div aria-busy={fetching || stale}>{props.children(data)}</div>;
}

/** Root fields fail each for itself: whether any of them is there. */
function hasSome(data: object): boolean {
  return Object.values(data).some((field) => field !== null && field !== undefined);
}
