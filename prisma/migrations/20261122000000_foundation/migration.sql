-- By hand: what schema.prisma cannot say
-- The one clock that decides: PostgreSQL's. All SQL asks it here, so that tests can move it for every process at once.
CREATE FUNCTION clock_now() RETURNS timestamptz
LANGUAGE sql STABLE
AS 'SELECT now()';
-- End of by hand

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "TimeRange" AS ENUM ('SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM');

-- CreateTable
CREATE TABLE "listener" (
    "id" SERIAL NOT NULL,
    "spotify_account_id" TEXT,
    "spotify_id" TEXT NOT NULL,
    "display_name" TEXT,
    "image_url" TEXT,
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "snapshots_paused" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_now(),

    CONSTRAINT "listener_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spotify_grant" (
    "listener_id" INTEGER NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "scopes" TEXT[],
    "authorized_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "ended_at" TIMESTAMPTZ(3),
    "later_tries" SMALLINT NOT NULL DEFAULT 0,
    "lease_holder" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "last_error_code" TEXT,
    "last_error_at" TIMESTAMPTZ(3),

    CONSTRAINT "spotify_grant_pkey" PRIMARY KEY ("listener_id")
);

-- CreateTable
CREATE TABLE "artist" (
    "id" SERIAL NOT NULL,
    "spotify_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "image_url" TEXT,
    "spotify_url" TEXT NOT NULL,
    "genres" JSONB,
    "popularity" SMALLINT,

    CONSTRAINT "artist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "top_list" (
    "listener_id" INTEGER NOT NULL,
    "range" "TimeRange" NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "artist_ids" INTEGER[],

    CONSTRAINT "top_list_pkey" PRIMARY KEY ("listener_id","range")
);

-- CreateTable
CREATE TABLE "rate_gate" (
    "client_id" TEXT NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "rate_gate_pkey" PRIMARY KEY ("client_id")
);

-- CreateTable
CREATE TABLE "session" (
    "sid" TEXT NOT NULL,
    "sess" JSONB NOT NULL,
    "expire" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

-- CreateIndex
CREATE UNIQUE INDEX "listener_spotify_account_id_key" ON "listener"("spotify_account_id");

-- CreateIndex
CREATE INDEX "listener_spotify_id_idx" ON "listener"("spotify_id");

-- CreateIndex
CREATE UNIQUE INDEX "artist_spotify_id_key" ON "artist"("spotify_id");

-- CreateIndex
CREATE INDEX "session_expire_idx" ON "session"("expire");

-- AddForeignKey
ALTER TABLE "spotify_grant" ADD CONSTRAINT "spotify_grant_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "top_list" ADD CONSTRAINT "top_list_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
