/** What the pages need to know about how Headliner runs. */
export abstract class PageSettings {
  /** True when the bundled simulator stands in for Spotify: the pages then say so. */
  abstract readonly demo: boolean;
}
