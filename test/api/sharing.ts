import { expect } from '@jest/globals';
import { z } from 'zod';
import type { Client } from '../support/index.js';
import { artistId } from './history.js';
import { artist, fileOf, importFile, PROFILE, reconstructed, snapshot } from './portable-history.js';

const CREATE = `mutation ($input: CreateShareInput!) { createShare(input: $input) { share { id url } } }`;
const created = z.object({ share: z.object({ id: z.string(), url: z.url() }) });

/** A link as its listener has it, and the token that ends it. */
export interface Link {
  readonly id: string;
  readonly url: string;
  readonly token: string;
}

/** Creates a share, by default of the newest short-term chart. */
export async function createShare(who: Client, input: Record<string, unknown> = {}): Promise<Link> {
  const { data, errors } = await who.graphql(CREATE, { input: { range: 'SHORT_TERM', ...input } });
  expect(errors).toBeUndefined();
  const { share } = created.parse(data?.['createShare']);
  return { ...share, token: share.url.split('/').at(-1) ?? '' };
}

/**
 * Imports lists by day, each a word whose letters are artists in rank order: `AB` is complete, `AB…` incomplete, `~AB`
 * reconstructed. {@link artistId} has the ids of the letters.
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
    ...Array.from(letters, (letter) => artist(artistId(letter), `Artist ${letter}`)),
    ...Object.entries(lists).map(([day, word]) => {
      const line = word.startsWith('~') ? reconstructed : snapshot;
      const artists = lettersOf(word).map(artistId);
      return Object.assign(line(day, artists, range), { complete: !word.endsWith('…') });
    }),
  );
  const { status, body } = await importFile(who, file);
  expect([status, body]).toEqual([200, expect.anything()]);
}
