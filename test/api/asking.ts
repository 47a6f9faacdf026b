import { expect } from '@jest/globals';
import type { Stage } from '../support/index.js';

type Variables = Record<string, unknown>;

/** Asks a question that has an answer. */
export async function ask(
  stage: Stage,
  query: string,
  variables: Variables = {},
): Promise<Record<string, unknown>> {
  const { data, errors } = await stage.client.graphql(query, variables);
  expect(errors).toBeUndefined();
  return data ?? {};
}

/** Asks a question that is refused: the code, and what it says. */
export async function refusal(stage: Stage, query: string, variables: Variables = {}): Promise<string> {
  const { data, errors } = await stage.client.graphql(query, variables);
  expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
  return `${errors?.[0]?.extensions.code}: ${errors?.[0]?.message}`;
}
