import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, Instance } from '../support/index.js';

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

/** Waits until so many transactions of our processes are open while nothing is asked in them. */
export async function untilOpenTransactions(instance: Pick<Instance, 'sql'>, count: number): Promise<void> {
  for (;;) {
    const rows = await instance.sql(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'headliner-api'
         AND state <> 'idle' AND xact_start IS NOT NULL`,
    );
    if (rows.length === count) return;
    await delay(50);
  }
}
