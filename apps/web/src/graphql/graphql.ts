import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './generated/schema.js';

/** Reads an operation and knows, by the committed schema, what it answers. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    /** A calendar day in the listener's time zone, `YYYY-MM-DD`. */
    Date: string;
    /** An instant, ISO 8601 in UTC. */
    DateTime: string;
  };
}>();

export type { ResultOf } from 'gql.tada';
