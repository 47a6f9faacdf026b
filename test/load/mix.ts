import { chartDeeds } from './chart-deeds.js';
import { exportDeed } from './export.deed.js';
import type { Deed, Ground } from './ground.js';
import { Past } from './past.js';
import { Resident } from './resident.js';
import { dueDeed, takeSnapshotDeed } from './snapshot-deeds.js';
import { topArtistsDeed } from './top-artists.deed.js';
import { visitDeed } from './visit.deed.js';

/** How many take part; the same ones throughout, so that whatever is kept of each of them comes to an end. */
export interface Population {
  readonly residents: number;
  /** How long residents have been on record. */
  readonly days: number;
  /** Each may make 20 access tokens an hour, one of them a visit. */
  readonly visitors: number;
  /** Each may ask for a snapshot five times an hour. */
  readonly snapshotAskers: number;
}

/** Everything that people, programs and workers do, each with its answers checked. */
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
