-- By hand: what schema.prisma cannot say
-- Whose session it is, made of what express-session keeps there; Prisma takes it for a column with a default.
ALTER TABLE "session"
ADD COLUMN "listener_id" INTEGER GENERATED ALWAYS AS ((sess ->> 'listenerId')::integer) STORED;
DELETE FROM session
WHERE listener_id IS NOT NULL AND NOT EXISTS (SELECT FROM listener WHERE listener.id = session.listener_id);
-- End of by hand

-- CreateIndex
CREATE INDEX "session_listener_id_idx" ON "session"("listener_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_listener_id_fkey" FOREIGN KEY ("listener_id") REFERENCES "listener"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- By hand, afterwards: what schema.prisma cannot say

-- The id of the key that a stored token is encrypted with: the "kid" in the protected header, the first part of a
-- compact JWE. Null for what is none. Nothing in it can fail, whatever is stored.
CREATE FUNCTION token_key_id(token text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT substring(
    encode(decode(translate(left(head, length(head) / 4 * 4), '-_', '+/'), 'base64'), 'escape')
    FROM '"kid":"([A-Za-z0-9_-]{1,32})"')
  FROM (SELECT substring(token FROM '^([A-Za-z0-9_-]+)\.') AS head) AS jwe
$$;

-- So that a process that starts finds out at once, however many listeners there are, which keys it needs.
CREATE INDEX spotify_grant_refresh_key_idx ON spotify_grant (token_key_id(refresh_token));
CREATE INDEX spotify_grant_access_key_idx ON spotify_grant (token_key_id(access_token));
