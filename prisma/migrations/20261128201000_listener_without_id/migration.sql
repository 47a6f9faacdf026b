-- Spotify may name a listener by account_id alone.
ALTER TABLE "listener" ALTER COLUMN "spotify_id" DROP NOT NULL;
