import { expect } from '@jest/globals';
import { z } from 'zod';
import type { Client, GraphqlAnswer, Stage } from '../support/index.js';
import { refusal } from './minting.js';

const FIELDS = '{ id url title range on showName createdAt expiresAt }';
const CREATE = `mutation ($input: CreateShareInput!) { createShare(input: $input) { share ${FIELDS} } }`;
const REVOKE = `mutation ($id: ID!) { revokeShare(id: $id) { share ${FIELDS} } }`;
const LIST = `{ viewer { shares ${FIELDS} } }`;
const OPEN = 'query ($token: String!) { sharedChart(token: $token) { title } }';

const shareSchema = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string().nullable(),
  range: z.string(),
  on: z.string().nullable(),
  showName: z.boolean(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
const created = z.object({ share: shareSchema });

/** A share as its listener sees it. */
export type Share = z.output<typeof shareSchema>;

export function askForShare(who: Client, input: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
  return who.graphql(CREATE, { input: { range: 'SHORT_TERM', ...input } });
}

/** Creates a share, by default of the newest short-term chart. */
export async function share(who: Client, input: Record<string, unknown> = {}): Promise<Share> {
  const { data, errors } = await askForShare(who, input);
  expect(errors).toBeUndefined();
  return created.parse(data?.['createShare']).share;
}

export function revokeShare(who: Client, id: string): Promise<GraphqlAnswer> {
  return who.graphql(REVOKE, { id });
}

export async function listShares(who: Client): Promise<unknown> {
  return (await who.graphql(LIST)).data?.['viewer'];
}

export function tokenOf({ url }: Pick<Share, 'url'>): string {
  return url.split('/').at(-1) ?? '';
}

/** Opens the token of a share. */
export function openToken(who: Client, token: string): Promise<GraphqlAnswer> {
  return who.graphql(OPEN, { token });
}

/** Returns what a stranger gets with the token of a share: `OPEN`, or the refusal. */
export async function opened(stage: Stage, one: Share, api = stage.api): Promise<string> {
  const answer = await openToken(stage.instance.client(api), tokenOf(one));
  return answer.errors ? refusal(answer) : 'OPEN';
}
