import type { SimulatorControl } from '../support/simulators.js';

const DAY_MS = 86_400_000;

export const COVERAGE = `{ viewer { connection { status }
  short: coverage(range: SHORT_TERM) { ...all } medium: coverage(range: MEDIUM_TERM) { ...all } long: coverage(range: LONG_TERM) { ...all } } }
  fragment all on Coverage { since snapshotCount gapCount gaps(first: 100) { day reason } }`;

/** What `COVERAGE` returns for the complete history of the demo. */
export function coverageSince(since: string): object {
  return {
    viewer: {
      connection: { status: 'ACTIVE' },
      short: { since, snapshotCount: 175, gapCount: 7 },
      medium: { since, snapshotCount: 174, gapCount: 8 },
      long: { since, snapshotCount: 175, gapCount: 7 },
    },
  };
}

/** How far back the clock of the simulator is: it records the history day by day. None before it answers. */
export async function daysInThePast(simulator: SimulatorControl): Promise<number> {
  const clock = await simulator.clock().catch(() => new Date());
  return Math.round((Date.now() - clock.getTime()) / DAY_MS);
}
