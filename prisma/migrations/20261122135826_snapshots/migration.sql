-- By hand: what schema.prisma cannot say
CREATE FUNCTION utc_today() RETURNS date
LANGUAGE sql STABLE
AS $$ SELECT (clock_now() AT TIME ZONE 'UTC')::date $$;
-- End of by hand

-- CreateEnum
CREATE TYPE "SnapshotFailureReason" AS ENUM ('REAUTHORIZATION_REQUIRED', 'NOT_PERMITTED', 'RATE_LIMITED', 'QUOTA_EXCEEDED', 'SPOTIFY_UNAVAILABLE', 'EMPTY_RESPONSE', 'MISCONFIGURED');

-- CreateEnum
CREATE TYPE "InterruptionKind" AS ENUM ('PAUSED', 'REAUTHORIZATION_REQUIRED');

-- AlterTable
ALTER TABLE "listener" ADD COLUMN     "first_day" DATE NOT NULL DEFAULT utc_today();

-- AlterTable
ALTER TABLE "rate_gate" ADD COLUMN     "calls" INTEGER[],
ADD COLUMN     "seconds" BIGINT[],
ALTER COLUMN "held_until" DROP NOT NULL,
ALTER COLUMN "reason" DROP NOT NULL;

-- CreateTable
CREATE TABLE "snapshot" (
    "listener_id" INTEGER NOT NULL,
    "range" "TimeRange" NOT NULL,
    "day" DATE NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "artist_ids" INTEGER[],

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("listener_id","range","day")
);

-- CreateTable
CREATE TABLE "snapshot_failure" (
    "listener_id" INTEGER NOT NULL,
    "range" "TimeRange" NOT NULL,
    "day" DATE NOT NULL,
    "reason" "SnapshotFailureReason" NOT NULL,
    "failed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "snapshot_failure_pkey" PRIMARY KEY ("listener_id","range","day")
);

-- CreateTable
CREATE TABLE "interruption" (
    "listener_id" INTEGER NOT NULL,
    "kind" "InterruptionKind" NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "interruption_pkey" PRIMARY KEY ("listener_id","kind","began_at")
);

-- CreateTable
CREATE TABLE "skipped_day" (
    "listener_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "skipped_day_pkey" PRIMARY KEY ("listener_id","day")
);

-- CreateTable
CREATE TABLE "snapshot_schedule" (
    "listener_id" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "look_at" TIMESTAMPTZ(3),
    "attempts" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "snapshot_schedule_pkey" PRIMARY KEY ("listener_id")
);

-- CreateTable
CREATE TABLE "snapshot_requests" (
    "listener_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3)[],

    CONSTRAINT "snapshot_requests_pkey" PRIMARY KEY ("listener_id")
);

-- CreateIndex
CREATE INDEX "snapshot_schedule_look_at_idx" ON "snapshot_schedule"("look_at");

-- CreateIndex
CREATE INDEX "snapshot_schedule_due_at_idx" ON "snapshot_schedule"("due_at");

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_failure" ADD CONSTRAINT "snapshot_failure_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interruption" ADD CONSTRAINT "interruption_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skipped_day" ADD CONSTRAINT "skipped_day_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_schedule" ADD CONSTRAINT "snapshot_schedule_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_requests" ADD CONSTRAINT "snapshot_requests_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand, afterwards: what schema.prisma cannot say, and what listeners from before need

UPDATE listener SET first_day = (created_at AT TIME ZONE 'UTC')::date;
INSERT INTO snapshot_schedule (listener_id, due_at, look_at) SELECT id, clock_now(), clock_now() FROM listener;
INSERT INTO interruption (listener_id, kind, began_at)
SELECT listener_id, 'REAUTHORIZATION_REQUIRED', ended_at FROM spotify_grant WHERE ended_at IS NOT NULL;

-- A listener is interrupted for one reason once at a time.
CREATE UNIQUE INDEX interruption_open_key ON interruption (listener_id, kind) WHERE ended_at IS NULL;

-- Stores artists as Spotify describes them now ([{"id", "name", "imageUrl", "spotifyUrl", "genres", "popularity"}]) and
-- answers our ids in the same order. What Spotify leaves out this time does not erase what it said before. Rows are
-- taken in one order by everybody, so that two calls wait for each other and never in a circle.
CREATE FUNCTION save_artists(given jsonb) RETURNS integer[]
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  ids integer[];
BEGIN
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
  IF cardinality(ids) <> jsonb_array_length(given) THEN
    RAISE EXCEPTION 'an artist that was just stored is not there';
  END IF;
  RETURN ids;
END
$$;

-- Lets calls to Spotify pass: up to "wanted" of them, so that no 30 seconds see more than "most" over all processes;
-- none while Spotify has asked for patience. Answers how many may go now, and for the others how long to wait and why.
CREATE FUNCTION pass_gate(app text, wanted integer, most integer)
RETURNS TABLE (passed integer, until timestamptz, seconds_left double precision, why text)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  gate rate_gate;
  now_second bigint;
  kept_seconds bigint[];
  kept_calls integer[];
  used bigint;
BEGIN
  INSERT INTO rate_gate (client_id, seconds, calls) VALUES (app, '{}', '{}') ON CONFLICT DO NOTHING;
  SELECT * INTO gate FROM rate_gate WHERE client_id = app FOR UPDATE;
  IF gate.held_until > clock_now() THEN
    RETURN QUERY SELECT 0, gate.held_until,
      extract(epoch FROM gate.held_until - clock_now())::double precision, gate.reason;
    RETURN;
  END IF;

  now_second := floor(extract(epoch FROM clock_now()));
  -- A call counts until the whole second it was made in is more than 30 seconds ago.
  SELECT coalesce(array_agg(second ORDER BY second), '{}'), coalesce(array_agg(count ORDER BY second), '{}'),
         coalesce(sum(count), 0)
  INTO kept_seconds, kept_calls, used
  FROM unnest(gate.seconds, gate.calls) AS made (second, count)
  WHERE second >= now_second - 30;

  passed := greatest(0, least(wanted, most - used));
  IF passed > 0 THEN
    IF kept_seconds[cardinality(kept_seconds)] >= now_second THEN
      kept_calls[cardinality(kept_calls)] := kept_calls[cardinality(kept_calls)] + passed;
    ELSE
      kept_seconds := kept_seconds || now_second;
      kept_calls := kept_calls || passed;
    END IF;
    UPDATE rate_gate SET seconds = kept_seconds, calls = kept_calls WHERE client_id = app;
  END IF;
  until := to_timestamp(coalesce(kept_seconds[1], now_second) + 31);
  seconds_left := greatest(0, extract(epoch FROM until - clock_now()));
  why := 'RATE_LIMITED';
  RETURN NEXT;
END
$$;
