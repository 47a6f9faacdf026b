-- The images of an artist in all sizes, the largest first. Null where only the URL of the largest is known: until
-- Spotify describes the artist again, and after a process of the previous release stored a different image URL.
ALTER TABLE "artist" ADD COLUMN "images" JSONB;

-- Stores artists as Spotify describes them now ([{"id", "name", "images", "spotifyUrl", "genres", "popularity"}]) and
-- returns our ids in the same order. Processes of the previous release send "imageUrl" instead of "images". A field
-- that Spotify leaves out keeps its stored value. All callers lock rows in one order, so that they never deadlock. An
-- artist without a name can be deleted, with the last listener who imported it, between finding and storing its row:
-- the loop then adds it again.
CREATE OR REPLACE FUNCTION save_artists(given jsonb) RETURNS integer[]
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  ids integer[];
BEGIN
  FOR tries IN 1..5 LOOP
    INSERT INTO artist (spotify_id, name, image_url, images, spotify_url, genres, popularity)
    SELECT said.id, said.name, coalesce(said.images -> 0 ->> 'url', said."imageUrl"), nullif(said.images, '[]'),
           said."spotifyUrl", said.genres, said.popularity
    FROM jsonb_to_recordset(given)
      AS said (id text, name text, images jsonb, "imageUrl" text, "spotifyUrl" text, genres jsonb, popularity smallint)
    WHERE NOT EXISTS (SELECT FROM artist AS known WHERE known.spotify_id = said.id)
    ORDER BY said.id
    ON CONFLICT (spotify_id) DO NOTHING;

    WITH changed AS (
      SELECT known.id, said.name, said."spotifyUrl" AS spotify_url, merged.*
      FROM jsonb_to_recordset(given)
        AS said (id text, name text, images jsonb, "imageUrl" text, "spotifyUrl" text, genres jsonb, popularity smallint)
      JOIN artist AS known ON known.spotify_id = said.id
      CROSS JOIN LATERAL (
        SELECT coalesce(said.images -> 0 ->> 'url', said."imageUrl", known.image_url) AS image_url,
               coalesce(
                 nullif(said.images, '[]'),
                 CASE WHEN said."imageUrl" IS NULL OR said."imageUrl" = known.image_url THEN known.images END
               ) AS images,
               coalesce(said.genres, known.genres) AS genres,
               coalesce(said.popularity, known.popularity) AS popularity
      ) AS merged
      WHERE (said.name, said."spotifyUrl", merged.image_url, merged.images, merged.genres, merged.popularity)
        IS DISTINCT FROM (known.name, known.spotify_url, known.image_url, known.images, known.genres, known.popularity)
      ORDER BY known.spotify_id
      FOR UPDATE OF known
    )
    UPDATE artist
    SET name = changed.name, spotify_url = changed.spotify_url, image_url = changed.image_url, images = changed.images,
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
