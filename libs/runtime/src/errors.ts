/** One setting that cannot be used: its name, and what is expected of it. Never its value. */
export interface SettingProblem {
  readonly name: string;
  readonly expected: string;
}

/** The environment cannot be used as it is. The message names every setting at fault, one a line. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';

  constructor(readonly problems: readonly SettingProblem[]) {
    super(problems.map(({ name, expected }) => `${name}: ${expected}`).join('\n'));
  }
}

/** A failure whose message says all that the reader needs to mend it: no stack is shown of it. */
export class ExplainedError extends Error {
  override readonly name: string = 'ExplainedError';
  readonly explained = true;
}

/** Whether an error is such a failure. Rooms that know nothing of this one mark theirs by `explained` as well. */
export function isExplained(error: unknown): error is Error {
  return error instanceof Error && 'explained' in error && error.explained === true;
}
