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
