import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './generated/schema.js';

/** Parses an operation; its result is typed by the committed schema. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    /** A calendar day in the listener's time zone, `YYYY-MM-DD`. */
    Date: string;
    /** An instant, ISO 8601 in UTC. */
    DateTime: string;
  };
}>();

export type { ResultOf, VariablesOf } from 'gql.tada';

/** The schema's enums, as unions of strings. */
export type TimeRange = ReturnType<typeof graphql.scalar<'TimeRange'>>;
export type EntryStatus = ReturnType<typeof graphql.scalar<'EntryStatus'>>;
export type ConnectionStatus = ReturnType<typeof graphql.scalar<'ConnectionStatus'>>;
/** `SPOTIFY` for recorded snapshots, `RECONSTRUCTED` for those computed from a listening history. */
export type SnapshotSource = ReturnType<typeof graphql.scalar<'SnapshotSource'>>;
export type GapReason = ReturnType<typeof graphql.scalar<'GapReason'>>;
export type Momentum = ReturnType<typeof graphql.scalar<'Momentum'>>;
export type ChartEventKind = ReturnType<typeof graphql.scalar<'ChartEventKind'>>;
