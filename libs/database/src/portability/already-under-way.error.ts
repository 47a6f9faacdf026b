/** The listener's own data is being exported, or imported, already: one of each at a time, over all processes. */
export class AlreadyUnderWayError extends Error {
  override readonly name = 'AlreadyUnderWayError';

  constructor(readonly what: 'export' | 'import') {
    super(`an ${what} of this listener is under way`);
  }
}
