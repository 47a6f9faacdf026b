import { administer } from '../connection/administer.js';

/**
 * Ends the connections whose tokens need a key that is lost for good: those listeners have to sign in again. Their
 * histories stay. Answers how many they are.
 */
export function giveUpKey(databaseUrl: string, keyId: string): Promise<number> {
  return administer(databaseUrl, { applicationName: 'headliner-reencrypt' }, async (client) => {
    const { rowCount } = await client.query(
      `WITH lost AS (
         UPDATE spotify_grant
         SET refresh_token = NULL, access_token = NULL, access_token_expires_at = NULL,
             ended_at = coalesce(ended_at, clock_now()), revision = revision + 1
         WHERE token_key_id(refresh_token) = $1 OR token_key_id(access_token) = $1
         RETURNING listener_id)
       INSERT INTO interruption (listener_id, kind, began_at)
       SELECT listener_id, 'REAUTHORIZATION_REQUIRED', clock_now() FROM lost
       ON CONFLICT (listener_id, kind) WHERE ended_at IS NULL DO UPDATE SET began_at = interruption.began_at`,
      [keyId],
    );
    return rowCount ?? 0;
  });
}
