-- CreateTable
CREATE TABLE "listener_allowance" (
    "listener_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3)[],
    "amounts" INTEGER[],
    "wait_seconds" INTEGER,

    CONSTRAINT "listener_allowance_pkey" PRIMARY KEY ("listener_id","kind")
);

-- CreateTable
CREATE TABLE "address_allowance" (
    "address" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3)[],
    "amounts" INTEGER[],
    "wait_seconds" INTEGER,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "address_allowance_pkey" PRIMARY KEY ("address","kind")
);

-- CreateIndex
CREATE INDEX "address_allowance_expires_at_idx" ON "address_allowance"("expires_at");

-- AddForeignKey
ALTER TABLE "listener_allowance" ADD CONSTRAINT "listener_allowance_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand, afterwards: what schema.prisma cannot say

-- Takes `amount` of what may be had `most` of in any `window_seconds`, all of it or nothing: given what was taken so
-- far, answers with what was taken then, and for how many seconds to wait where it was too much (null: it was not).
CREATE FUNCTION take_allowance(
  INOUT taken_at timestamptz[], INOUT amounts integer[], amount integer, most integer, window_seconds integer,
  OUT wait_seconds integer)
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  oldest timestamptz := clock_now() - make_interval(secs => window_seconds);
  used bigint;
  newest integer;
BEGIN
  -- What the last moments before a crash counted is worth no waiting for the disk.
  PERFORM set_config('synchronous_commit', 'off', true);
  SELECT coalesce(array_agg(taken.at ORDER BY taken.at), '{}'), coalesce(array_agg(taken.n ORDER BY taken.at), '{}'),
         coalesce(sum(taken.n), 0)
  INTO taken_at, amounts, used
  FROM unnest(taken_at, amounts) AS taken (at, n)
  WHERE taken.at > oldest;
  newest := cardinality(taken_at);

  IF used + amount > most THEN
    SELECT greatest(1, ceil(extract(epoch FROM freed.at - oldest)))
    INTO wait_seconds
    FROM (SELECT taken.at, sum(taken.n) OVER (ORDER BY taken.at) AS n
          FROM unnest(taken_at, amounts) AS taken (at, n)) AS freed
    WHERE used - freed.n + amount <= most
    ORDER BY freed.at
    LIMIT 1;
    wait_seconds := coalesce(wait_seconds, window_seconds);
  ELSIF date_trunc('second', taken_at[newest]) = date_trunc('second', clock_now()) THEN
    amounts[newest] := amounts[newest] + amount;
    taken_at[newest] := greatest(taken_at[newest], clock_now());
  ELSE
    taken_at := taken_at || clock_now();
    amounts := amounts || amount;
  END IF;
END
$$;
