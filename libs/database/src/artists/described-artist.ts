/**
 * One artist as one listener is to see them, `described`: as Spotify last described them to anybody; failing that, as
 * this listener's own import does, for it is nobody else's business. Where neither has, the id has to do for a name. The
 * columns are those of an `ArtistRecord`.
 *
 * @param artistId SQL for our id of the artist
 * @param listenerId SQL for the listener's id
 */
export function describedArtist(artistId: string, listenerId: string): string {
  return `LATERAL (
    SELECT artist.spotify_id AS id, coalesce(artist.name, imported.name, artist.spotify_id) AS name,
           coalesce(artist.image_url, imported.image_url) AS "imageUrl",
           artist.spotify_url AS "spotifyUrl", artist.genres, artist.popularity
    FROM artist
    LEFT JOIN imported_artist AS imported
      ON artist.name IS NULL AND imported.artist_id = artist.id AND imported.listener_id = ${listenerId}
    WHERE artist.id = ${artistId}) AS described`;
}
