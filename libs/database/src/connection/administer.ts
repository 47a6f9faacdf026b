import pg from 'pg';
import { checkServer } from './check-server.js';
import { connectionConfig, type ConnectionPurpose } from './connection-config.js';
import { explainFailure } from './explain-failure.js';

/**
 * Does `work` on a connection of its own, on a server that has been checked.
 *
 * @throws {DatabaseUnreachableError | DatabaseUnsuitableError} in plain words, where the cause is known
 */
export function administer<T>(
  databaseUrl: string,
  purpose: ConnectionPurpose,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  return connect(databaseUrl, purpose, async (client) => {
    await checkServer(client, databaseUrl, purpose);
    return work(client);
  });
}

/** Does `work` on a connection of its own to whatever server is there, as to make our database on it. */
export async function connect<T>(
  databaseUrl: string,
  purpose: ConnectionPurpose,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client(connectionConfig(databaseUrl, purpose));
    // A connection that breaks fails the query in hand; without a listener Node would end the process as well.
    client.on('error', () => undefined);
    await client.connect();
    return await work(client);
  } catch (error) {
    throw explainFailure(error, databaseUrl);
  } finally {
    await client?.end().catch(() => undefined);
  }
}
