import type { graphql } from './graphql.js';

/** The enums of the schema that pages speak about. */
export type TimeRange = ReturnType<typeof graphql.scalar<'TimeRange'>>;
export type EntryStatus = ReturnType<typeof graphql.scalar<'EntryStatus'>>;
export type ConnectionStatus = ReturnType<typeof graphql.scalar<'ConnectionStatus'>>;
export type GapReason = ReturnType<typeof graphql.scalar<'GapReason'>>;
export type Momentum = ReturnType<typeof graphql.scalar<'Momentum'>>;
export type ChartEventKind = ReturnType<typeof graphql.scalar<'ChartEventKind'>>;
