import { expect } from '@jest/globals';
import { z } from 'zod';
import type { Client, GraphqlAnswer, Stage } from '../support/index.js';

const CREATE = `mutation ($input: CreateAccessTokenInput!) {
  createAccessToken(input: $input) { secret accessToken { id name scope createdAt expiresAt lastUsedAt } }
}`;
const created = z.object({
  secret: z.string(),
  accessToken: z.object({
    id: z.string(),
    name: z.string(),
    scope: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastUsedAt: z.null(),
  }),
});

export type Minted = z.output<typeof created>;

export function askForToken(who: Client, input: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
  return who.graphql(CREATE, { input: { name: 'a program', ...input } });
}

/** Creates an access token for the listener signed in at `who`. */
export async function mint(who: Client, input: Record<string, unknown> = {}): Promise<Minted> {
  const { data, errors } = await askForToken(who, input);
  expect(errors).toBeUndefined();
  return created.parse(data?.['createAccessToken']);
}

export function revoke(who: Client, id: string): Promise<GraphqlAnswer> {
  return who.graphql('mutation ($id: ID!) { revokeAccessToken(id: $id) { accessToken { id name } } }', {
    id,
  });
}

/** Returns a client that sends this token and no cookie. */
export function program(stage: Stage, secret: string): Client {
  const client = stage.instance.client(stage.api);
  client.authorization = `Bearer ${secret}`;
  return client;
}

/** Returns the code and the message of an error without data. */
export function refusal({ data, errors }: GraphqlAnswer): string {
  expect(Object.values(data ?? {})).toEqual([null]);
  return `${errors?.[0]?.extensions.code}: ${errors?.[0]?.message}`;
}
