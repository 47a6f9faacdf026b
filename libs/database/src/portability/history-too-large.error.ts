/** With an import, a listener's history would be larger than a file that can be imported again. */
export class HistoryTooLargeError extends Error {
  override readonly name = 'HistoryTooLargeError';

  constructor() {
    super('the history would name too many artists to be exported and imported again');
  }
}
