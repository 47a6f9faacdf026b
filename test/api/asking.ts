import { expect } from '@jest/globals';
import type { Stage } from '../support/index.js';

type Variables = Record<string, unknown>;

/** Runs a query, expects no errors, and returns its data. */
export async function ask(
  stage: Stage,
  query: string,
  variables: Variables = {},
): Promise<Record<string, unknown>> {
  const { data, errors } = await stage.client.graphql(query, variables);
  expect(errors).toBeUndefined();
  return data ?? {};
}

/** Runs a query, expects it to be refused, and returns the code and the message. */
export async function refusal(stage: Stage, query: string, variables: Variables = {}): Promise<string> {
  const { data, errors } = await stage.client.graphql(query, variables);
  expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
  return `${errors?.[0]?.extensions.code}: ${errors?.[0]?.message}`;
}
