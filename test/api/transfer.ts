import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Client, Instance } from '../support/index.js';
import { until } from '../support/until.js';
import { importFile } from './portable-history.js';

/** Starts an upload that the caller writes and ends. */
export function beginUpload(client: Client, type = 'application/x-ndjson'): ClientRequest {
  const upload = httpRequest(new URL('/import', client.origin), {
    method: 'POST',
    headers: { 'content-type': type, cookie: client.cookie },
  });
  upload.on('error', () => undefined);
  return upload;
}

/** Starts a download, waits for its headers, and reads nothing of its body. */
export async function beginDownload(client: Client): Promise<IncomingMessage> {
  const download = httpRequest(new URL('/export', client.origin), { headers: { cookie: client.cookie } });
  download.end();
  const [response] = (await once(download, 'response')) as [IncomingMessage];
  response.on('error', () => undefined);
  return response.pause();
}

/** Waits until the client's listener has an upload in progress at this process, or no longer has one. */
export async function untilUploading(client: Client, uploading = true): Promise<void> {
  // Not a valid import: rejected with 429 during another import of the listener, otherwise with 415.
  const probe = async (): Promise<number> =>
    (await importFile(client, '', { 'content-type': 'text/plain' })).status;
  await until(async () => (await probe()) === (uploading ? 429 : 415), 'an upload begins or ends');
}

/** Waits until `count` transactions of our processes are open. */
export async function untilOpenTransactions(
  instance: Pick<Instance, 'sql'>,
  count: number,
  withinMs = 30_000,
): Promise<void> {
  const reached = async (): Promise<boolean> => (await openTransactions(instance)) === count;
  await until(reached, `${count} open transactions`, withinMs);
}

/** Counts the open transactions of our processes. */
async function openTransactions(instance: Pick<Instance, 'sql'>): Promise<number> {
  const rows = await instance.sql(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'headliner%'
       AND state <> 'idle' AND xact_start IS NOT NULL`,
  );
  return rows.length;
}
