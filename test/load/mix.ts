import { chartDeeds } from './chart-deeds.js';
import { exportDeed } from './export.deed.js';
import type { Deed, Ground } from './ground.js';
import { Past } from './past.js';
import { Resident } from './resident.js';
import { dueDeed, takeSnapshotDeed } from './snapshot-deeds.js';
import { topArtistsDeed } from './top-artists.deed.js';
import { visitDeed } from './visit.deed.js';

/** Numbers of participants. They do not change during a run, so that caches per listener are bounded. */
export interface Population {
  readonly residents: number;
  /** The days of history of each resident. */
  readonly days: number;
  /** Each visit creates an access token; a listener may create 20 an hour. */
  readonly visitors: number;
  /** Each may request five snapshots an hour. */
  readonly snapshotAskers: number;
}

/** All kinds of load, each of which checks its answers. */
export interface Mix {
  readonly topArtists: Deed;
  readonly charts: readonly Deed[];
  readonly visit: Deed;
  readonly exporting: Deed;
  readonly takeSnapshot: Deed;
  readonly due: Deed;
}

export async function mixOf(ground: Ground, population: Population): Promise<Mix> {
  const residents: Resident[] = [];
  for (const [index, name] of listeners(1, population.residents).entries()) {
    residents.push(await Resident.settle(ground, name, new Past(population.days, index * 37)));
  }
  return {
    topArtists: topArtistsDeed(ground, residents),
    charts: chartDeeds(residents),
    visit: visitDeed(ground, listeners(1_001, population.visitors)),
    exporting: exportDeed(residents),
    takeSnapshot: takeSnapshotDeed(ground, listeners(2_001, population.snapshotAskers)),
    due: dueDeed(ground, residents),
  };
}

function listeners(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `listener_${first + index}`);
}
