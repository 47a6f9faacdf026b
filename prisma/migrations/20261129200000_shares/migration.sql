-- Links that show a chart to anyone who has them.
CREATE TABLE "share" (
    "listener_id" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "token" TEXT NOT NULL,
    "title" TEXT,
    "range" "TimeRange" NOT NULL,
    "on" DATE,
    "show_name" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "share_pkey" PRIMARY KEY ("listener_id","id")
);

CREATE UNIQUE INDEX "share_token_hash_key" ON "share"("token_hash");
-- A process that starts checks with it which keys it needs.
CREATE INDEX share_token_key_idx ON share (token_key_id(token));

ALTER TABLE "share" ADD CONSTRAINT "share_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;
