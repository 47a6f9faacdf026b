/** An artist as Spotify describes them; null is what Spotify did not say. */
export interface ArtistRecord {
  /** Spotify's id. */
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string | null;
  readonly spotifyUrl: string;
  readonly genres: readonly string[] | null;
  /** 0 to 100. */
  readonly popularity: number | null;
}
