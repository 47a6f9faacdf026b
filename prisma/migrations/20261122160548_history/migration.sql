-- By hand: what schema.prisma cannot say
-- In the order in which whoever records a snapshot takes these tables, so that the two wait and never in a circle.
LOCK TABLE snapshot IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE artist IN ACCESS EXCLUSIVE MODE;
-- End of by hand

-- CreateEnum
CREATE TYPE "GapReason" AS ENUM ('REAUTHORIZATION_REQUIRED', 'NOT_PERMITTED', 'RATE_LIMITED', 'QUOTA_EXCEEDED', 'SPOTIFY_UNAVAILABLE', 'EMPTY_RESPONSE', 'MISCONFIGURED', 'PAUSED', 'NOT_RUNNING');

-- AlterTable
ALTER TABLE "artist" ALTER COLUMN "name" DROP NOT NULL;

-- CreateTable
CREATE TABLE "history_revision" (
    "listener_id" INTEGER NOT NULL,
    "range" "TimeRange" NOT NULL,
    "revision" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "history_revision_pkey" PRIMARY KEY ("listener_id","range")
);

-- CreateTable
CREATE TABLE "imported_artist" (
    "listener_id" INTEGER NOT NULL,
    "artist_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "image_url" TEXT,

    CONSTRAINT "imported_artist_pkey" PRIMARY KEY ("listener_id","artist_id")
);

-- CreateTable
CREATE TABLE "imported_gap" (
    "listener_id" INTEGER NOT NULL,
    "range" "TimeRange" NOT NULL,
    "day" DATE NOT NULL,
    "reason" "GapReason" NOT NULL,

    CONSTRAINT "imported_gap_pkey" PRIMARY KEY ("listener_id","range","day")
);

-- AddForeignKey
ALTER TABLE "history_revision" ADD CONSTRAINT "history_revision_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imported_artist" ADD CONSTRAINT "imported_artist_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imported_artist" ADD CONSTRAINT "imported_artist_artist_id_fkey" FOREIGN KEY ("artist_id") REFERENCES "artist"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imported_gap" ADD CONSTRAINT "imported_gap_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand, afterwards: what schema.prisma cannot say, and what histories from before need

-- Whatever changes snapshots gives the histories it touches a new revision, once a statement. Rows are taken in one
-- order by everybody, so that two statements wait for each other and never in a circle. A listener who is being
-- deleted takes the revisions along: nothing may be added for them.
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

-- Histories from before; by now the triggers keep everybody else from adding snapshots until all of this is done.
INSERT INTO history_revision (listener_id, range) SELECT DISTINCT listener_id, range FROM snapshot;
