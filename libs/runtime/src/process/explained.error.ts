/** A failure whose message says all that the reader needs to mend it: no stack is shown of it. */
export class ExplainedError extends Error {
  override readonly name: string = 'ExplainedError';
}
