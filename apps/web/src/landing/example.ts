import type { ChartShown } from '../chart/chart-query.js';
import type { TimeRange } from '../graphql/schema-words.js';
import charts from './example.json';

/** The charts of the demo's invented listener on one day, 20 places deep. `scripts/make-example.ts` makes them anew. */
export const EXAMPLE = charts as Readonly<Record<TimeRange, ChartShown>>;
