import { z } from 'zod';
import { median } from '../stage/measure.js';
import { machineSchema } from '../stage/tables.js';

/** The median of several rounds, the lowest and the highest. */
const figure = z.object({ median: z.number(), lowest: z.number(), highest: z.number() });
export type Figure = z.output<typeof figure>;

export function summarize(rounds: readonly number[]): Figure {
  return { median: median(rounds), lowest: Math.min(...rounds), highest: Math.max(...rounds) };
}

/** What a request costs. */
const requestFigures = z.object({
  /** Responses per second. */
  rate: figure,
  /** Milliseconds. */
  p50: figure,
  /** CPU of all API processes per request, user and system, in milliseconds. */
  cpuMs: figure,
  /** CPU of all PostgreSQL processes per request, in milliseconds. */
  postgresMs: figure,
  statements: figure,
});
export type RequestFigures = z.output<typeof requestFigures>;

/** What recording a listener's day costs. */
const dayFigures = z.object({
  /** Listeners that are due at once. */
  due: z.int(),
  /** Listeners per second. */
  rate: figure,
  /** CPU of all workers per listener, in milliseconds. */
  cpuMs: figure,
  postgresMs: figure,
  statements: figure,
});
export type DayFigures = z.output<typeof dayFigures>;

const size = z.object({
  listeners: z.int(),
  /** Requests of one listener, and of random ones. */
  topArtists: z.object({ one: requestFigures, any: requestFigures }),
  chart: z.object({ one: requestFigures, any: requestFigures }),
  day: dayFigures,
  tick: z.object({ due: z.int(), findingMs: z.number(), claimingMs: z.number() }),
  apiMb: z.number(),
  workerMb: z.number(),
  bytes: z.object({
    /** The size of the database. */
    total: z.int(),
    /** A listener's rows in all tables but `snapshot`, with indexes. */
    perListener: z.number(),
    /** A listener's snapshots of one day, with indexes. */
    perDay: z.number(),
  }),
});
export type SizeFigures = z.output<typeof size>;

export const YEARLY = ['chart', 'reread', 'trend', 'weeklyCharts', 'year', 'export'] as const;
export type Yearly = (typeof YEARLY)[number];
const years = z.object({
  years: z.int(),
  costs: z.record(z.enum(YEARLY), requestFigures),
  apiMb: z.number(),
  /** Stored bytes per listener and year, with indexes. */
  bytesPerYear: z.number(),
});
export type YearsFigures = z.output<typeof years>;

const processes = z.object({
  processes: z.int(),
  topArtists: requestFigures,
  chart: requestFigures,
  day: dayFigures,
});
export type ProcessesFigures = z.output<typeof processes>;

/** The figures of one run. */
export const growthSchema = z.object({
  machine: machineSchema,
  sizes: z.array(size),
  years: z.array(years),
  processes: z.array(processes),
});
export type Growth = z.output<typeof growthSchema>;
