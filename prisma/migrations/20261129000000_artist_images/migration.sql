-- The images of an artist in all sizes replace the address of the largest, whose size is unknown. One rewrite of the table.
-- Processes that read "image_url" cannot serve beside this migration: none of them was ever released.
ALTER TABLE "artist" RENAME COLUMN "image_url" TO "images";
ALTER TABLE "artist"
  ALTER COLUMN "images" TYPE JSONB USING CASE WHEN "images" IS NULL THEN '[]' ELSE jsonb_build_array(
    jsonb_build_object('url', "images", 'width', NULL, 'height', NULL)) END,
  ALTER COLUMN "images" SET DEFAULT '[]',
  ALTER COLUMN "images" SET NOT NULL;

-- Stores artists as Spotify describes them now ([{"id", "name", "images", "spotifyUrl", "genres", "popularity"}]) and
-- returns our ids in the same order. A field that Spotify leaves out keeps its stored value. All callers lock rows in one
-- order, so that they never deadlock. An artist without a name can be deleted, with the last listener who imported it,
-- between finding and storing its row: the loop then adds it again.
CREATE OR REPLACE FUNCTION save_artists(given jsonb) RETURNS integer[]
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  ids integer[];
BEGIN
  FOR tries IN 1..5 LOOP
    INSERT INTO artist (spotify_id, name, images, spotify_url, genres, popularity)
    SELECT said.id, said.name, coalesce(said.images, '[]'), said."spotifyUrl", said.genres, said.popularity
    FROM jsonb_to_recordset(given)
      AS said (id text, name text, images jsonb, "spotifyUrl" text, genres jsonb, popularity smallint)
    WHERE NOT EXISTS (SELECT FROM artist AS known WHERE known.spotify_id = said.id)
    ORDER BY said.id
    ON CONFLICT (spotify_id) DO NOTHING;

    WITH changed AS (
      SELECT known.id, said.name, said."spotifyUrl" AS spotify_url,
             coalesce(nullif(said.images, '[]'), known.images) AS images,
             coalesce(said.genres, known.genres) AS genres,
             coalesce(said.popularity, known.popularity) AS popularity
      FROM jsonb_to_recordset(given)
        AS said (id text, name text, images jsonb, "spotifyUrl" text, genres jsonb, popularity smallint)
      JOIN artist AS known ON known.spotify_id = said.id
      WHERE (said.name, said."spotifyUrl", coalesce(nullif(said.images, '[]'), known.images),
             coalesce(said.genres, known.genres), coalesce(said.popularity, known.popularity))
        IS DISTINCT FROM (known.name, known.spotify_url, known.images, known.genres, known.popularity)
      ORDER BY known.spotify_id
      FOR UPDATE OF known
    )
    UPDATE artist
    SET name = changed.name, spotify_url = changed.spotify_url, images = changed.images,
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
