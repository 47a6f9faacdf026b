import { median } from '../stage/measure.js';
import type { Row, Table } from '../stage/tables.js';

interface Start {
  readonly readyMs: number;
  readonly residentMb: number;
}

export interface Measured {
  readonly api: readonly Start[];
  readonly worker: readonly Start[];
  /** Latencies of a list through `topArtists`, and directly from Spotify, in milliseconds. */
  readonly lists: { readonly throughApi: readonly number[]; readonly direct: readonly number[] };
}

const MAX_READY_MS = 2_000;
const MAX_RESIDENT_MB = 300;
const MAX_ADDED_MS = 7;

export function report({ api, worker, lists: { throughApi, direct } }: Measured): Table {
  const added = median(throughApi) - median(direct);
  return {
    title: 'Startup, and lists from Spotify',
    columns: ['measured'],
    rows: [
      ...startRows('API', api),
      ...startRows('worker', worker),
      { what: 'list directly from Spotify: p50', values: [`${median(direct).toFixed(1)} ms`] },
      {
        what: 'list through topArtists: p50',
        values: [`${median(throughApi).toFixed(1)} ms`],
        goal: [`at most ${MAX_ADDED_MS} ms more`, added <= MAX_ADDED_MS],
        headline: {
          what: "What topArtists adds to Spotify's response time, p50",
          value: `${added.toFixed(1)} ms`,
        },
      },
    ],
  };
}

function startRows(name: string, starts: readonly Start[]): Row[] {
  const readyMs = starts.map((start) => start.readyMs);
  const resident = median(starts.map((start) => start.residentMb));
  return [
    {
      what: `${name}: startup until ready, the slowest of ${starts.length}`,
      values: [`${(Math.max(...readyMs) / 1_000).toFixed(2)} s`],
      goal: [`within ${MAX_READY_MS / 1_000} s`, Math.max(...readyMs) <= MAX_READY_MS],
      headline: {
        what: `Startup of the ${name} until it is ready`,
        value: `${(Math.max(...readyMs) / 1_000).toFixed(2)} s`,
      },
    },
    {
      what: `${name}: resident memory after startup`,
      values: [`${resident.toFixed(0)} MB`],
      goal: [`under ${MAX_RESIDENT_MB} MB`, resident < MAX_RESIDENT_MB],
      headline: { what: `Resident memory of the ${name} after startup`, value: `${resident.toFixed(0)} MB` },
    },
  ];
}
