/** A failure whose message says all that the reader needs to mend it: no stack is shown of it. */
export class ExplainedError extends Error {
  override readonly name: string = 'ExplainedError';
  readonly explained = true;
}

/** Whether an error is such a failure. Rooms that know nothing of this one mark theirs by `explained` as well. */
export function isExplained(error: unknown): error is Error {
  return error instanceof Error && 'explained' in error && error.explained === true;
}
