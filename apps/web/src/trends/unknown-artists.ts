import type { CombinedError } from 'urql';

interface WithoutUnknown {
  /** What went wrong besides. */
  readonly error: CombinedError | undefined;
  /** Artists that the API does not know as this listener's. */
  readonly unknown: readonly string[];
}

/** Tells artists that are not the listener's, which an address may well name, from what went wrong. */
export function withoutUnknown(
  error: CombinedError | undefined,
  ids: readonly string[],
  known: readonly { readonly id: string }[],
): WithoutUnknown {
  const isOnlyThat =
    error?.networkError === undefined &&
    error?.graphQLErrors.every(({ extensions }) => extensions?.['code'] === 'NOT_FOUND');
  if (!isOnlyThat) return { error, unknown: [] };
  return { error: undefined, unknown: ids.filter((id) => !known.some((each) => each.id === id)) };
}
