import { expect } from '@jest/globals';
import { z } from 'zod';
import type { Client, GraphqlAnswer, Stage } from '../support/index.js';
import { refusal } from './minting.js';

const FIELDS = '{ id url title range on showName createdAt expiresAt }';
const CREATE = `mutation ($input: CreateShareInput!) { createShare(input: $input) { share ${FIELDS} } }`;
const REVOKE = `mutation ($id: ID!) { revokeShare(id: $id) { share ${FIELDS} } }`;
const LIST = `{ viewer { shares ${FIELDS} } }`;
const OPEN = 'query ($token: String!) { sharedChart(token: $token) { title } }';

/** A share as its listener sees it, and the token in its link. */
const shareSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    title: z.string().nullable(),
    range: z.string(),
    on: z.string().nullable(),
    showName: z.boolean(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .transform((share) => ({ ...share, token: share.url.split('/').at(-1) ?? '' }));
const payload = z.object({ share: shareSchema });
const listed = z.object({ shares: z.array(shareSchema) });

export type Share = z.output<typeof shareSchema>;

export function askForShare(who: Client, input: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
  return who.graphql(CREATE, { input: { range: 'SHORT_TERM', ...input } });
}

/** Creates a share, by default of the newest short-term chart. */
export async function createShare(who: Client, input: Record<string, unknown> = {}): Promise<Share> {
  const { data, errors } = await askForShare(who, input);
  expect(errors).toBeUndefined();
  return payload.parse(data?.['createShare']).share;
}

export function askToRevoke(who: Client, id: string): Promise<GraphqlAnswer> {
  return who.graphql(REVOKE, { id });
}

/** Revokes a share, and returns it as the payload has it. */
export async function revokeShare(who: Client, id: string): Promise<Share> {
  const { data, errors } = await askToRevoke(who, id);
  expect(errors).toBeUndefined();
  return payload.parse(data?.['revokeShare']).share;
}

export async function listShares(who: Client): Promise<Share[]> {
  return listed.parse((await who.graphql(LIST)).data?.['viewer']).shares;
}

/** Opens the token of a share. */
export function openToken(who: Client, token: string): Promise<GraphqlAnswer> {
  return who.graphql(OPEN, { token });
}

/** Returns what a stranger gets with the token of a share: `OPEN`, or the refusal. */
export async function opened(stage: Stage, { token }: Share, api = stage.api): Promise<string> {
  const answer = await openToken(stage.instance.client(api), token);
  return answer.errors ? refusal(answer) : 'OPEN';
}

/** What a browser gets of a page. */
export interface OpenedPage {
  readonly response: Response;
  readonly html: string;
  /** The text of the page's body, on one line. */
  readonly text: string;
}

/** Opens a page as a browser does. */
export async function openPage(
  who: Client,
  path: string,
  headers: Record<string, string> = {},
): Promise<OpenedPage> {
  const response = await who.fetch(path, { headers: { accept: 'text/html', ...headers } });
  const html = await response.text();
  return { response, html, text: textOf(html) };
}

function textOf(html: string): string {
  return html
    .slice(html.indexOf('<main'))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/(&nbsp;|\s)+/g, ' ')
    .replaceAll('&amp;', '&');
}
