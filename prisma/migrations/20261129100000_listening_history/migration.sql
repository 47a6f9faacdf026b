-- Where a snapshot comes from. Processes of the previous release record only Spotify's lists.
CREATE TYPE "SnapshotSource" AS ENUM ('SPOTIFY', 'RECONSTRUCTED');
CREATE TYPE "ArtistLinkState" AS ENUM ('PENDING', 'LINKED', 'UNKNOWN');

ALTER TABLE "snapshot" ADD COLUMN "source" "SnapshotSource" NOT NULL DEFAULT 'SPOTIFY';
ALTER TABLE "listener" ADD COLUMN "include_reconstructed" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "listening_history" (
    "listener_id" INTEGER NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_now(),
    "plays" INTEGER NOT NULL,
    "agreement" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "listening_history_pkey" PRIMARY KEY ("listener_id")
);

CREATE TABLE "artist_link" (
    "listener_id" INTEGER NOT NULL,
    "artist_id" INTEGER NOT NULL,
    "state" "ArtistLinkState" NOT NULL,
    "track_id" TEXT,

    CONSTRAINT "artist_link_pkey" PRIMARY KEY ("listener_id","artist_id")
);

CREATE INDEX "artist_link_artist_id_idx" ON "artist_link"("artist_id");
-- The worker finds the artists to link by it.
CREATE INDEX artist_link_pending_idx ON artist_link (listener_id) WHERE state = 'PENDING';

ALTER TABLE "listening_history" ADD CONSTRAINT "listening_history_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "artist_link" ADD CONSTRAINT "artist_link_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "artist_link" ADD CONSTRAINT "artist_link_artist_id_fkey" FOREIGN KEY ("artist_id") REFERENCES "artist"("id") ON DELETE CASCADE ON UPDATE CASCADE;
