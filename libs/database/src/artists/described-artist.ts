/**
 * One artist as one listener is to see them, `described`: as Spotify last described them to anybody; failing that, as
 * this listener's own import does, for it is nobody else's business. Where neither has, the id has to do for a name. The
 * columns are those of an `ArtistRecord`.
 *
 * @param artistId SQL for our id of the artist
 * @param listenerId SQL for the listener's id
 */
export function describedArtist(artistId: string, listenerId: string): string {
  // Its own name for the table: the caller's `artist.id` would mean this one otherwise.
  return `LATERAL (
    SELECT known.spotify_id AS id, coalesce(known.name, imported.name, known.spotify_id) AS name,
           coalesce(known.image_url, imported.image_url) AS "imageUrl",
           known.spotify_url AS "spotifyUrl", known.genres, known.popularity
    FROM artist AS known
    LEFT JOIN imported_artist AS imported
      ON known.name IS NULL AND imported.artist_id = known.id AND imported.listener_id = ${listenerId}
    WHERE known.id = ${artistId}) AS described`;
}
