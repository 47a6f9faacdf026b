import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Client, Instance } from '../support/index.js';
import { until } from '../support/until.js';
import { bringBack } from './portable-history.js';

/** An upload that is sent piece by piece, and never ends by itself. */
export function beginUpload(client: Client): ClientRequest {
  const upload = httpRequest(new URL('/import', client.origin), {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', cookie: client.cookie },
  });
  upload.on('error', () => undefined);
  return upload;
}

/** A download whose head has come, and of whose body nothing is taken. */
export async function beginDownload(client: Client): Promise<IncomingMessage> {
  const download = httpRequest(new URL('/export', client.origin), { headers: { cookie: client.cookie } });
  download.end();
  const [response] = (await once(download, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  return response.pause();
}

/** Waits until an upload of this client's listener is under way at the process it asks, or no more. */
export async function untilUploading(client: Client, uploading = true): Promise<void> {
  // Not a file: refused in any case, and for its kind only where no other import is under way.
  const probe = async (): Promise<number> =>
    (await bringBack(client, '', { 'content-type': 'text/plain' })).status;
  await until(async () => (await probe()) === (uploading ? 429 : 415), 'an upload begins or ends');
}

/** Waits until so many transactions of our processes are open while nothing is asked in them. */
export async function untilOpenTransactions(
  instance: Pick<Instance, 'sql'>,
  count: number,
  withinMs = 30_000,
): Promise<void> {
  const reached = async (): Promise<boolean> => (await openTransactions(instance)) === count;
  await until(reached, `${count} open transactions`, withinMs);
}

/** How many transactions of our processes are open. */
async function openTransactions(instance: Pick<Instance, 'sql'>): Promise<number> {
  const rows = await instance.sql(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'headliner%'
       AND state <> 'idle' AND xact_start IS NOT NULL`,
  );
  return rows.length;
}
