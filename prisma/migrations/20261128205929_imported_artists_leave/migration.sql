-- CreateIndex
CREATE INDEX "imported_artist_artist_id_idx" ON "imported_artist"("artist_id");

-- By hand, afterwards: what schema.prisma cannot say

-- Stores artists as Spotify describes them now ([{"id", "name", "imageUrl", "spotifyUrl", "genres", "popularity"}]) and
-- answers our ids in the same order. What Spotify leaves out this time does not erase what it said before. Rows are
-- taken in one order by everybody, so that two calls wait for each other and never in a circle. An artist without a name
-- may be deleted by the last listener who imported them just when this finds the row: then it is added again.
CREATE OR REPLACE FUNCTION save_artists(given jsonb) RETURNS integer[]
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  ids integer[];
BEGIN
  FOR tries IN 1..5 LOOP
    INSERT INTO artist (spotify_id, name, image_url, spotify_url, genres, popularity)
    SELECT said.id, said.name, said."imageUrl", said."spotifyUrl", said.genres, said.popularity
    FROM jsonb_to_recordset(given)
      AS said (id text, name text, "imageUrl" text, "spotifyUrl" text, genres jsonb, popularity smallint)
    WHERE NOT EXISTS (SELECT FROM artist AS known WHERE known.spotify_id = said.id)
    ORDER BY said.id
    ON CONFLICT (spotify_id) DO NOTHING;

    WITH changed AS (
      SELECT known.id, said.name, said."spotifyUrl" AS spotify_url,
             coalesce(said."imageUrl", known.image_url) AS image_url,
             coalesce(said.genres, known.genres) AS genres,
             coalesce(said.popularity, known.popularity) AS popularity
      FROM jsonb_to_recordset(given)
        AS said (id text, name text, "imageUrl" text, "spotifyUrl" text, genres jsonb, popularity smallint)
      JOIN artist AS known ON known.spotify_id = said.id
      WHERE (said.name, said."spotifyUrl", coalesce(said."imageUrl", known.image_url),
             coalesce(said.genres, known.genres), coalesce(said.popularity, known.popularity))
        IS DISTINCT FROM (known.name, known.spotify_url, known.image_url, known.genres, known.popularity)
      ORDER BY known.spotify_id
      FOR UPDATE OF known
    )
    UPDATE artist
    SET name = changed.name, spotify_url = changed.spotify_url, image_url = changed.image_url,
        genres = changed.genres, popularity = changed.popularity
    FROM changed WHERE artist.id = changed.id;

    SELECT coalesce(array_agg(artist.id ORDER BY place.rank), '{}') INTO ids
    FROM jsonb_array_elements(given) WITH ORDINALITY AS place (said, rank)
    JOIN artist ON artist.spotify_id = place.said ->> 'id';
    IF cardinality(ids) = jsonb_array_length(given) THEN
      RETURN ids;
    END IF;
  END LOOP;
  RAISE EXCEPTION 'an artist that was just stored is not there';
END
$$;
