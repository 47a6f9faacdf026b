import { randomBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { z } from 'zod';
import type { Client, Instance, OurProcess } from '../support/index.js';
import { artistId as letterId } from './history.js';

export const RANGES = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const;

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Returns a fixed Spotify id for each number. */
export function artistId(number: number): string {
  return `Artist${String(number).padStart(16, '0')}`;
}

/** Returns a new random Spotify id. */
export function newArtistId(): string {
  return Array.from(randomBytes(22), (byte) => BASE62[byte % 62]).join('');
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const refusal = z.object({
  errors: z.tuple([
    z.object({ message: z.string(), extensions: z.object({ code: z.string() }).catchall(z.unknown()) }),
  ]),
});

/** Returns the only error of a response. */
export function errorOf({ body }: Answer): z.output<typeof refusal>['errors'][0] {
  return refusal.parse(body).errors[0];
}

/** Returns a browser that is signed in at `api` as a listener of the simulator. */
export async function signedInAt(instance: Instance, api: OurProcess, listener = 'demo_01'): Promise<Client> {
  const client = instance.client(api);
  await client.signIn(listener);
  return client;
}

/** Exports the data of the listener and returns the file. */
export async function exportFile(client: Client): Promise<string> {
  const response = await client.fetch('/export');
  expect(response.status).toBe(200);
  return response.text();
}

/** Imports a file and returns the response, whatever its status. */
export async function importFile(
  client: Client,
  file: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await client.fetch('/import', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', origin: client.origin, ...headers },
    body: file,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Returns a file with one line per object. */
export function fileOf(...lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

export const PROFILE = { type: 'profile', displayName: 'Some Listener', timezone: 'UTC' } as const;

export function artist(id: string, name = `Named ${id}`, imageUrl: string | null = null): object {
  return { type: 'artist', id, name, imageUrl };
}

export function snapshot(day: string, artists: readonly string[], range: string = 'SHORT_TERM'): object {
  return { type: 'snapshot', range, day, takenAt: `${day}T05:12:00Z`, complete: false, artists };
}

/** A reconstructed snapshot, with its fields in the order of an export. */
export function reconstructed(day: string, artists: readonly string[], range: string = 'SHORT_TERM'): object {
  const takenAt = '2026-06-10T08:00:00Z';
  return { type: 'snapshot', range, day, takenAt, complete: false, source: 'RECONSTRUCTED', artists };
}

export function gap(day: string, reason: string, range: string = 'SHORT_TERM'): object {
  return { type: 'gap', range, day, reason };
}

/** Returns all tables except sessions, each as comparable text. */
export async function contents(instance: Instance): Promise<Record<string, string>> {
  const tables = await instance.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'session'`,
  );
  const rows = await instance.sql<{ name: string; rows: string }>(
    tables
      .map(
        ({ name }) => `SELECT '${name}' AS name,
          coalesce(jsonb_agg(to_jsonb(each) ORDER BY to_jsonb(each)::text), '[]')::text AS rows FROM "${name}" AS each`,
      )
      .join(' UNION ALL '),
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}

/**
 * Imports lists by day, each a word whose letters are artists in rank order: `AB` is complete, `AB…` incomplete, `~AB`
 * reconstructed. {@link letterId} has the ids of the letters.
 */
export async function importLists(
  who: Client,
  lists: Readonly<Record<string, string>>,
  range = 'SHORT_TERM',
): Promise<void> {
  const lettersOf = (word: string): string[] => [...word.replaceAll(/[~…]/g, '')];
  const letters = new Set(Object.values(lists).flatMap(lettersOf));
  const isReconstructed = Object.values(lists).some((word) => word.startsWith('~'));
  const listeningHistory = { importedAt: '2026-06-10T08:00:00Z', plays: 1, agreement: [] };
  const file = fileOf(
    { ...PROFILE, ...(isReconstructed ? { listeningHistory } : {}) },
    ...Array.from(letters, (letter) => artist(letterId(letter), `Artist ${letter}`)),
    ...Object.entries(lists).map(([day, word]) => {
      const line = word.startsWith('~') ? reconstructed : snapshot;
      const artists = lettersOf(word).map(letterId);
      return Object.assign(line(day, artists, range), { complete: !word.endsWith('…') });
    }),
  );
  const { status, body } = await importFile(who, file);
  expect([status, body]).toEqual([200, expect.anything()]);
}
