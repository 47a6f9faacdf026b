/** What is told about top lists as they are served, for whoever counts it. */
export abstract class TopArtistsMetrics {
  /** A list was served, and comes from there. */
  abstract served(source: 'SPOTIFY' | 'CACHE' | 'SNAPSHOT'): void;
}
