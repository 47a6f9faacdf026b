import type { ReactNode } from 'react';
import { type AnyVariables, stringifyVariables, type UseQueryExecute, type UseQueryState } from 'urql';
import { Failure } from './notice.js';

interface QueryResultProps<Data, Variables extends AnyVariables> {
  /** The result of `useQuery`. */
  readonly query: readonly [UseQueryState<Data, Variables>, UseQueryExecute];
  /** Shown until the first answer; grey rows by default. */
  readonly placeholder?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** Shows a query: a placeholder while it loads, its data, and an error above whatever data there is. */
export function QueryResult<Data, Variables extends AnyVariables>(props: QueryResultProps<Data, Variables>) {
  const [{ data, error, fetching, stale }, execute] = props.query;
  const retry = (): void => execute({ requestPolicy: 'network-only' });
  if (error) {
    return (
      <>
        <Failure error={error} onRetry={retry} isRetrying={fetching} />
        {data !== undefined && data !== null && hasData(data) && props.children(data)}
      </>
    );
  }
  if (data === undefined || data === null) return props.placeholder ?? <Skeleton rows={8} />;
  return <div aria-busy={fetching || stale}>{props.children(data)}</div>;
}

/**
 * Whether a query's state is for these variables. After a change, urql keeps the previous answer until the next arrives:
 * texts that combine an answer with the address wait for it.
 */
export function isFor<Data, Variables extends AnyVariables>(
  { operation }: UseQueryState<Data, Variables>,
  variables: Variables,
): boolean {
  return operation !== undefined && stringifyVariables(operation.variables) === stringifyVariables(variables);
}

/** Root fields fail independently: true if any of them has a value. */
function hasData(data: object): boolean {
  return Object.values(data).some((field) => field !== null && field !== undefined);
}

/** Grey rows in place of a list of artists that is loading, of the same height. */
export function Skeleton({ rows }: { readonly rows: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="spoken">Loading</span>
      <ol className="rows" aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          <li key={row} className="row">
            <span className="rank blank" />
            <span className="moved" />
            <span className="artwork medium">
              <span className="initials" />
            </span>
            <span className="row-name blank" />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A page whose code is loading: a grey heading and rows. */
export function PageSkeleton() {
  return (
    <>
      <div className="page-head skeleton" aria-hidden="true">
        <span className="blank kicker-placeholder" />
        <span className="blank heading-placeholder" />
      </div>
      <Skeleton rows={8} />
    </>
  );
}
