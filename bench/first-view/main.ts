import { isDeepStrictEqual, parseArgs } from 'node:util';
import { z } from 'zod';
import { Client } from '../../test/support/client.js';
import { launchBrowser } from '../../test/support/browser.js';
import { generateLists } from '../charts/listening.js';
import { prepareRecord, recordAmong } from '../charts/record.js';
import { ROOT } from '../stage/child.js';
import { Stage } from '../stage/stage.js';
import { printTables } from '../stage/tables.js';
import { report } from './report.js';
import { type Connection, type FirstView, ROWS, visit } from './visit.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    /** The built tree to measure: this one by default. */
    tree: { type: 'string', default: ROOT },
    tables: { type: 'string' },
  },
});
const rounds = z.coerce.number().int().positive().parse(options.rounds);

const DAYS = 3_650;
const OTHERS = 10;
const LISTENER = 'demo_01';
const MOBILE: Connection = { latencyMs: 150, bytesPerSecond: 1_600_000 / 8 };
const QUERY = `{ chart(range: SHORT_TERM) { entries(first: ${ROWS}) { artist { name } } } }`;

const chart = z.object({
  chart: z.object({ entries: z.array(z.object({ artist: z.object({ name: z.string() }) })).length(ROWS) }),
});

const stage = await Stage.open(options.tree);
const browser = await launchBrowser();
try {
  const lists = [...generateLists(DAYS)];
  await prepareRecord(stage, lists);
  const api = await stage.startApi({});
  const client = new Client(api.url, stage.control);
  await client.signIn(LISTENER);
  // Stores the simulator's artists.
  await client.graphql('{ topArtists(range: SHORT_TERM) { source } }');
  await serveArtwork();
  const [listener] = await stage.sql<{ id: number }>('SELECT id FROM listener WHERE spotify_id = $1', [
    LISTENER,
  ]);
  const listenerId = z.int().parse(listener?.id);
  await recordAmong(stage, [{ listenerId, shift: 0 }], DAYS, OTHERS);
  const { data } = await client.graphql(QUERY);
  const names = chart.parse(data).chart.entries.map(({ artist }) => artist.name);

  /** @throws if the page shows other artists than the API returns */
  const view = async (connection?: Connection): Promise<FirstView> => {
    const seen = await visit(browser, api, client.cookie, connection);
    if (!isDeepStrictEqual(seen.names, names)) throw new Error('No report: the page shows another chart.');
    return seen;
  };
  // The first visit warms up the API and the browser.
  await view();
  const mobile: FirstView[] = [];
  const local: FirstView[] = [];
  for (let round = 0; round < rounds; round += 1) {
    mobile.push(await view(MOBILE));
    local.push(await view());
  }
  printTables(report({ mobile, local }));
  await api.stop();
} finally {
  await browser.close();
  await stage.close();
}

/** Gives all artists pictures that the simulator serves, from another origin as Spotify does. */
async function serveArtwork(): Promise<void> {
  await stage.sql(`
    WITH pictured AS (
      SELECT images, row_number() OVER (ORDER BY id) AS number, count(*) OVER () AS of
      FROM artist WHERE images @> '[{"width": 160}]' AND images::text LIKE '%127.0.0.1%')
    UPDATE artist SET images = pictured.images FROM pictured
    WHERE artist.id % pictured.of = pictured.number - 1 AND artist.images::text NOT LIKE '%127.0.0.1%'`);
}
