import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Client } from '../support/client.js';
import { type Deed, type Ground, inTurn } from './ground.js';
import type { Resident } from './resident.js';
import { signIn } from './visit.deed.js';

const MAX_WAIT_MS = 60_000;
const OUTCOMES = new Set(['TAKEN', 'ALREADY_TAKEN', 'QUEUED']);
const taken = z.object({
  takeSnapshot: z.object({ results: z.array(z.object({ outcome: z.string() })).length(3) }),
});

/** Deletes today's snapshots of a resident, and waits for the worker to take them again. */
export function dueDeed(ground: Ground, residents: readonly Resident[]): Deed {
  const next = inTurn(residents);
  return {
    name: 'snapshots by the worker',
    async run() {
      const { name, listenerId, past } = next();
      await deleteSnapshots(ground, listenerId, past.lastDay);
      await ground.sql(
        'UPDATE snapshot_schedule SET due_at = clock_now(), claimable_at = clock_now() WHERE listener_id = $1',
        [listenerId],
      );
      await untilTaken(ground, name, listenerId, past.lastDay);
      return 0;
    },
  };
}

/** Signs in a listener without a past and requests snapshots; the limit is five times an hour. */
export function takeSnapshotDeed(ground: Ground, names: readonly string[]): Deed {
  const next = inTurn(names);
  return {
    name: 'takeSnapshot',
    async run() {
      const name = next();
      const browser = new Client(ground.url, ground.control);
      await signIn(browser, name);
      const [listener] = await ground.sql<{ id: number }>('SELECT id FROM listener WHERE spotify_id = $1', [
        name,
      ]);
      const listenerId = z.int().parse(listener?.id);
      await deleteSnapshots(ground, listenerId, '1970-01-01');
      const { data, errors } = await browser.graphql('mutation { takeSnapshot { results { outcome } } }');
      assert.equal(errors, undefined);
      const { results } = taken.parse(data).takeSnapshot;
      assert.ok(results.every(({ outcome }) => OUTCOMES.has(outcome)));
      await untilTaken(ground, name, listenerId, '1970-01-01');
      return 3;
    },
  };
}

async function deleteSnapshots(ground: Ground, listenerId: number, after: string): Promise<void> {
  await ground.sql('DELETE FROM snapshot WHERE listener_id = $1 AND day > $2', [listenerId, after]);
}

/** Waits for today's three snapshots, and compares each with Spotify's list of the day. */
async function untilTaken(
  ground: Ground,
  listener: string,
  listenerId: number,
  after: string,
): Promise<void> {
  const limit = performance.now() + MAX_WAIT_MS;
  for (;;) {
    const rows = await ground.sql<{ range: 'short_term'; day: string; artists: string[] }>(
      `SELECT lower(range::text) AS range, day::text AS day,
              ARRAY(SELECT artist.spotify_id FROM unnest(artist_ids) WITH ORDINALITY AS place (id, rank)
                    JOIN artist USING (id) ORDER BY rank) AS artists
       FROM snapshot WHERE listener_id = $1 AND day > $2`,
      [listenerId, after],
    );
    if (rows.length === 3) {
      for (const { range, day, artists } of rows) {
        const list = await ground.control.list({ listener, range, day });
        assert.deepEqual(
          artists,
          list.artists.slice(0, 50).map(({ id }) => id),
        );
      }
      return;
    }
    assert.ok(rows.length < 3 && performance.now() < limit, `${rows.length} of 3 snapshots were taken`);
    await delay(200);
  }
}
