/** What is called at Spotify, as it is counted. */
export type Endpoint = 'token' | 'me' | 'top-artists';

/**
 * Is told of every call to Spotify and of every refresh, as they end. Nothing waits for it; the default does nothing.
 */
export class SpotifyObserver {
  /**
   * A call was made.
   *
   * @param result the answer's status, or the code of the error that stood in its place
   * @param seconds how long it took, without the time in which it waited for its turn
   */
  called(_endpoint: Endpoint, _result: string, _seconds: number): void {}

  /**
   * A grant was to be refreshed.
   *
   * @param outcome `REFRESHED`; `REPLACED`, when the grant had been replaced meanwhile; or the code of the error
   */
  refreshed(_outcome: string): void {}
}
