import { z } from 'zod';
import { type Client, type Instance } from '../support/index.js';
import { type Answer } from './portable-history.js';

/** Imports a listening history and returns the response, whatever its status. */
export async function importHistory(client: Client, type: string, file: string | Buffer): Promise<Answer> {
  const response = await client.fetch('/import', {
    method: 'POST',
    headers: { 'content-type': type, origin: client.origin },
    body: typeof file === 'string' ? file : new Uint8Array(file),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const reconstructed = z.object({ range: z.string(), day: z.string(), names: z.array(z.string()) });

export type ReconstructedDay = z.output<typeof reconstructed>;

/** Returns all reconstructed days with the names of their artists in rank order. */
export async function reconstructedDays(instance: Instance): Promise<ReconstructedDay[]> {
  const rows = await instance.sql(
    `SELECT range::text, day::text,
       (SELECT array_agg(coalesce(imported.name, artist.name) ORDER BY place)
        FROM unnest(artist_ids) WITH ORDINALITY AS listed (artist_id, place)
        JOIN artist ON artist.id = artist_id
        LEFT JOIN imported_artist AS imported
          ON imported.artist_id = artist.id AND imported.listener_id = snapshot.listener_id) AS names
     FROM snapshot WHERE source = 'RECONSTRUCTED' ORDER BY snapshot.range, snapshot.day`,
  );
  return rows.map((row) => reconstructed.parse(row));
}

/** Returns the names of the reconstructed list of `SHORT_TERM` on a day, in rank order. */
export async function namesOn(instance: Instance, day: string): Promise<string[] | undefined> {
  const days = await reconstructedDays(instance);
  return days.find((one) => one.range === 'SHORT_TERM' && one.day === day)?.names;
}
