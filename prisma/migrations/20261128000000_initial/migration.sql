-- Tables, indexes and foreign keys are as Prisma derives them from schema.prisma. What that file cannot say is written by
-- hand: functions, triggers, the generated column, the partial index and the indexes on expressions.

-- The only clock of all SQL: tests replace it to move time for every process at once.
CREATE FUNCTION clock_now() RETURNS timestamptz
LANGUAGE sql STABLE
AS 'SELECT now()';

CREATE FUNCTION utc_today() RETURNS date
LANGUAGE sql STABLE
AS $$ SELECT (clock_now() AT TIME ZONE 'UTC')::date $$;

CREATE TYPE "TimeRange" AS ENUM ('SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM');
CREATE TYPE "GapReason" AS ENUM ('REAUTHORIZATION_REQUIRED', 'NOT_PERMITTED', 'RATE_LIMITED', 'QUOTA_EXCEEDED', 'SPOTIFY_UNAVAILABLE', 'EMPTY_RESPONSE', 'MISCONFIGURED', 'PAUSED', 'NOT_RUNNING');
CREATE TYPE "SnapshotFailureReason" AS ENUM ('REAUTHORIZATION_REQUIRED', 'NOT_PERMITTED', 'RATE_LIMITED', 'QUOTA_EXCEEDED', 'SPOTIFY_UNAVAILABLE', 'EMPTY_RESPONSE', 'MISCONFIGURED');
CREATE TYPE "InterruptionKind" AS ENUM ('PAUSED', 'REAUTHORIZATION_REQUIRED');
CREATE TYPE "AccessTokenScope" AS ENUM ('READ', 'WRITE');

CREATE TABLE "listener" (
    "id" SERIAL NOT NULL,
    "spotify_account_id" TEXT,
    "spotify_id" TEXT,
    "display_name" TEXT,
    "image_url" TEXT,
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "snapshots_paused" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_now(),
    "first_day" DATE NOT NULL DEFAULT utc_today(),

    CONSTRAINT "listener_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "spotify_grant" (
    "listener_id" INTEGER NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "scopes" TEXT[],
    "authorized_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "ended_at" TIMESTAMPTZ(3),
    "later_attempts" SMALLINT NOT NULL DEFAULT 0,
    "lease_holder" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "last_error_code" TEXT,
    "last_error_at" TIMESTAMPTZ(3),

    CONSTRAINT "spotify_grant_pkey" PRIMARY KEY ("listener_id")
);

CREATE TABLE "artist" (
    "id" SERIAL NOT NULL,
    "spotify_id" TEXT NOT NULL,
    "name" TEXT,
    "image_url" TEXT,
    "spotify_url" TEXT NOT NULL,
    "genres" JSONB,
    "popularity" SMALLINT,

    CONSTRAINT "artist_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "top_list" (
    "listener_id" INTEGER NOT NULL,
    "range" "TimeRange" NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "artist_ids" INTEGER[],

    CONSTRAINT "top_list_pkey" PRIMARY KEY ("listener_id","range")
);

CREATE TABLE "snapshot" (
    "listener_id" INTEGER NOT NULL,
    "range" "TimeRange" NOT NULL,
    "day" DATE NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "artist_ids" INTEGER[],

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("listener_id","range","day")
);

CREATE TABLE "history_revision" (
    "listener_id" INTEGER NOT NULL,
    "range" "TimeRange" NOT NULL,
    "revision" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "history_revision_pkey" PRIMARY KEY ("listener_id","range")
);

CREATE TABLE "imported_artist" (
    "listener_id" INTEGER NOT NULL,
    "artist_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "image_url" TEXT,

    CONSTRAINT "imported_artist_pkey" PRIMARY KEY ("listener_id","artist_id")
);

CREATE TABLE "imported_gap" (
    "listener_id" INTEGER NOT NULL,
    "range" "TimeRange" NOT NULL,
    "day" DATE NOT NULL,
    "reason" "GapReason" NOT NULL,

    CONSTRAINT "imported_gap_pkey" PRIMARY KEY ("listener_id","range","day")
);

CREATE TABLE "snapshot_failure" (
    "listener_id" INTEGER NOT NULL,
    "range" "TimeRange" NOT NULL,
    "day" DATE NOT NULL,
    "reason" "SnapshotFailureReason" NOT NULL,
    "failed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "snapshot_failure_pkey" PRIMARY KEY ("listener_id","range","day")
);

CREATE TABLE "interruption" (
    "listener_id" INTEGER NOT NULL,
    "kind" "InterruptionKind" NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "interruption_pkey" PRIMARY KEY ("listener_id","kind","began_at")
);

CREATE TABLE "skipped_day" (
    "listener_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "skipped_day_pkey" PRIMARY KEY ("listener_id","day")
);

CREATE TABLE "snapshot_schedule" (
    "listener_id" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "claimable_at" TIMESTAMPTZ(3),
    "attempts" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "snapshot_schedule_pkey" PRIMARY KEY ("listener_id")
);

-- The table of rate-limiter-flexible: it names the first three columns.
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,
    -- Derived from the key. schema.prisma declares it as a column with a default.
    "listener_id" INTEGER GENERATED ALWAYS AS (substring("key" FROM '^[A-Z_]+:listener:([0-9]+)$')::integer) STORED,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "access_token" (
    "listener_id" INTEGER NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "hash" BYTEA NOT NULL,
    "name" TEXT NOT NULL,
    "scope" "AccessTokenScope" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("listener_id","id")
);

CREATE TABLE "spotify_rate_limit" (
    "client_id" TEXT NOT NULL,
    "cooldown_until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "seconds" BIGINT[],
    "calls" INTEGER[],

    CONSTRAINT "spotify_rate_limit_pkey" PRIMARY KEY ("client_id")
);

CREATE TABLE "session" (
    "sid" TEXT NOT NULL,
    "sess" JSONB NOT NULL,
    "expire" TIMESTAMPTZ(6) NOT NULL,
    -- Derived from what express-session stores. schema.prisma declares it as a column with a default.
    "listener_id" INTEGER GENERATED ALWAYS AS ((sess ->> 'listenerId')::integer) STORED,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

CREATE UNIQUE INDEX "listener_spotify_account_id_key" ON "listener"("spotify_account_id");
CREATE INDEX "listener_spotify_id_idx" ON "listener"("spotify_id");
CREATE UNIQUE INDEX "artist_spotify_id_key" ON "artist"("spotify_id");
CREATE INDEX "snapshot_schedule_claimable_at_idx" ON "snapshot_schedule"("claimable_at");
CREATE INDEX "snapshot_schedule_due_at_idx" ON "snapshot_schedule"("due_at");
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");
CREATE INDEX "rate_limit_listener_id_idx" ON "rate_limit"("listener_id");
CREATE UNIQUE INDEX "access_token_hash_key" ON "access_token"("hash");
CREATE INDEX "session_expire_idx" ON "session"("expire");
CREATE INDEX "session_listener_id_idx" ON "session"("listener_id");
-- At most one open interruption of each kind for a listener.
CREATE UNIQUE INDEX interruption_open_key ON interruption (listener_id, kind) WHERE ended_at IS NULL;

-- CreateIndex
CREATE INDEX "imported_artist_artist_id_idx" ON "imported_artist"("artist_id");

ALTER TABLE "spotify_grant" ADD CONSTRAINT "spotify_grant_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "top_list" ADD CONSTRAINT "top_list_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "history_revision" ADD CONSTRAINT "history_revision_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "imported_artist" ADD CONSTRAINT "imported_artist_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "imported_artist" ADD CONSTRAINT "imported_artist_artist_id_fkey" FOREIGN KEY ("artist_id") REFERENCES "artist"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "imported_gap" ADD CONSTRAINT "imported_gap_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "snapshot_failure" ADD CONSTRAINT "snapshot_failure_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "interruption" ADD CONSTRAINT "interruption_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "skipped_day" ADD CONSTRAINT "skipped_day_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "snapshot_schedule" ADD CONSTRAINT "snapshot_schedule_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "rate_limit" ADD CONSTRAINT "rate_limit_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "session" ADD CONSTRAINT "session_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Stores artists as Spotify describes them now ([{"id", "name", "imageUrl", "spotifyUrl", "genres", "popularity"}]) and
-- returns our ids in the same order. A field that Spotify leaves out keeps its stored value. All callers lock rows in one
-- order, so that they never deadlock. An artist without a name can be deleted, with the last listener who imported it,
-- between finding and storing its row: the loop then adds it again.
CREATE FUNCTION save_artists(given jsonb) RETURNS integer[]
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

-- Reserves up to "wanted" calls to Spotify, so that all processes together make at most "most" in any 30 seconds, and none
-- while Spotify asks to wait. Returns how many may go now, and for the others how long to wait and why.
CREATE FUNCTION acquire_spotify_permits(app text, wanted integer, most integer)
RETURNS TABLE (acquired integer, until timestamptz, seconds_left double precision, why text)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  kept spotify_rate_limit;
  now_second bigint;
  kept_seconds bigint[];
  kept_calls integer[];
  used bigint;
BEGIN
  INSERT INTO spotify_rate_limit (client_id, seconds, calls) VALUES (app, '{}', '{}') ON CONFLICT DO NOTHING;
  SELECT * INTO kept FROM spotify_rate_limit WHERE client_id = app FOR UPDATE;
  IF kept.cooldown_until > clock_now() THEN
    RETURN QUERY SELECT 0, kept.cooldown_until,
      extract(epoch FROM kept.cooldown_until - clock_now())::double precision, kept.reason;
    RETURN;
  END IF;

  now_second := floor(extract(epoch FROM clock_now()));
  -- A call counts until the whole second it was made in is more than 30 seconds ago.
  SELECT coalesce(array_agg(second ORDER BY second), '{}'), coalesce(array_agg(count ORDER BY second), '{}'),
         coalesce(sum(count), 0)
  INTO kept_seconds, kept_calls, used
  FROM unnest(kept.seconds, kept.calls) AS made (second, count)
  WHERE second >= now_second - 30;

  acquired := greatest(0, least(wanted, most - used));
  IF acquired > 0 THEN
    IF kept_seconds[cardinality(kept_seconds)] >= now_second THEN
      kept_calls[cardinality(kept_calls)] := kept_calls[cardinality(kept_calls)] + acquired;
    ELSE
      kept_seconds := kept_seconds || now_second;
      kept_calls := kept_calls || acquired;
    END IF;
    UPDATE spotify_rate_limit SET seconds = kept_seconds, calls = kept_calls WHERE client_id = app;
  END IF;
  until := to_timestamp(coalesce(kept_seconds[1], now_second) + 31);
  seconds_left := greatest(0, extract(epoch FROM until - clock_now()));
  why := 'RATE_LIMITED';
  RETURN NEXT;
END
$$;

-- Gives every history that a statement changes a new revision. All callers lock rows in one order, so that they never
-- deadlock. Deleting a listener deletes the revisions too, so that DELETE must not add any.
CREATE FUNCTION revise_history() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE history_revision SET revision = gen_random_uuid()
    FROM (SELECT DISTINCT listener_id, range FROM gone ORDER BY listener_id, range) AS touched
    WHERE history_revision.listener_id = touched.listener_id AND history_revision.range = touched.range;
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO history_revision (listener_id, range)
    SELECT DISTINCT listener_id, range FROM come ORDER BY listener_id, range
    ON CONFLICT (listener_id, range) DO UPDATE SET revision = excluded.revision;
  ELSE
    -- A snapshot that changes hands or ranges leaves one history and joins another.
    INSERT INTO history_revision (listener_id, range)
    SELECT listener_id, range FROM gone UNION SELECT listener_id, range FROM come ORDER BY listener_id, range
    ON CONFLICT (listener_id, range) DO UPDATE SET revision = excluded.revision;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER snapshot_inserted AFTER INSERT ON snapshot REFERENCING NEW TABLE AS come
FOR EACH STATEMENT EXECUTE FUNCTION revise_history();
CREATE TRIGGER snapshot_updated AFTER UPDATE ON snapshot REFERENCING OLD TABLE AS gone NEW TABLE AS come
FOR EACH STATEMENT EXECUTE FUNCTION revise_history();
CREATE TRIGGER snapshot_deleted AFTER DELETE ON snapshot REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION revise_history();

-- The id of the key that encrypted a stored token: "kid" in the protected header, the first part of a compact JWE. Null
-- for any other text; it never fails.
CREATE FUNCTION token_key_id(token text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT substring(
    encode(decode(translate(left(head, length(head) / 4 * 4), '-_', '+/'), 'base64'), 'escape')
    FROM '"kid":"([A-Za-z0-9_-]{1,32})"')
  FROM (SELECT substring(token FROM '^([A-Za-z0-9_-]+)\.') AS head) AS jwe
$$;

-- A process that starts checks with these which keys it needs, however many listeners there are.
CREATE INDEX spotify_grant_refresh_key_idx ON spotify_grant (token_key_id(refresh_token));
CREATE INDEX spotify_grant_access_key_idx ON spotify_grant (token_key_id(access_token));
