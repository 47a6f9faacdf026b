/** A bad setting: its name and what is expected of its value, never the value. */
export interface SettingProblem {
  readonly name: string;
  readonly expected: string;
}

/** Bad settings. The message names each of them on its own line. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';

  constructor(readonly problems: readonly SettingProblem[]) {
    super(problems.map(({ name, expected }) => `${name}: ${expected}`).join('\n'));
  }
}

/** A failure whose message says what to do. It is printed without a stack. */
export class ExplainedError extends Error {
  override readonly name: string = 'ExplainedError';
  readonly explained = true;
}

/** Whether an error's message says what to do. Rooms that do not import this class mark their errors with `explained`. */
export function isExplained(error: unknown): error is Error {
  return error instanceof Error && 'explained' in error && error.explained === true;
}
