import { z } from 'zod';
import { Client } from '../../test/support/client.js';
import type { Caller } from '../charts/clients.js';
import type { Serving } from '../stage/child.js';
import type { LoadPlan } from '../stage/load.js';
import type { Stage } from '../stage/stage.js';

const created = z.object({ createShare: z.object({ share: z.object({ url: z.string() }) }) });

/** Creates a share of the newest chart, and returns its address. */
export async function createShare(stage: Stage, api: Serving, listener: string): Promise<string> {
  const browser = new Client(api.url, stage.control);
  await browser.signIn(listener);
  const { data } = await browser.graphql(
    'mutation { createShare(input: { range: SHORT_TERM }) { share { url } } }',
  );
  const { pathname } = new URL(created.parse(data).createShare.share.url);
  return api.url + pathname;
}

/** What people and feed readers ask for, by the name of the column. */
const VIEWS = [
  ['page', ''],
  ['feed', '/feed.atom'],
  ['picture', '/card.png'],
] as const;

/**
 * Plans the requests for a share: new, and with the tag of the copy that the client has.
 *
 * @throws if a view does not show what is recorded
 */
export async function planViews(address: string, { lists }: Caller): Promise<LoadPlan[]> {
  const plans: LoadPlan[] = [];
  for (const [name, path] of VIEWS) {
    const url = address + path;
    const response = await fetch(url);
    const bytes = Buffer.from(await response.arrayBuffer());
    CHECKS[name](
      bytes,
      (lists.at(-1)?.SHORT_TERM ?? []).map((artist) => `Artist ${artist}`),
    );
    const tag = response.headers.get('etag');
    if (!response.ok || tag === null) throw new Error(`No report: the ${name} has no tag.`);
    const plan = { url, method: 'GET' } as const;
    const expected = name === 'picture' ? bytes.length : bytes.toString();
    plans.push({ ...plan, name, requests: [{ headers: {}, expected }] });
    const headers = { 'if-none-match': tag };
    plans.push({ ...plan, name: `${name}, unchanged`, status: 304, requests: [{ headers, expected: '' }] });
  }
  return plans;
}

type Check = (bytes: Buffer, names: readonly string[]) => void;

const CHECKS: Readonly<Record<(typeof VIEWS)[number][0], Check>> = {
  page(bytes, names) {
    const page = bytes.toString();
    const places = names.map((name) => page.indexOf(`>${name}<`));
    require(places.every((place, rank) => place > (places[rank - 1] ?? 0)), 'the page has other artists');
  },
  feed(bytes) {
    const entries = bytes.toString().split('<entry>').length - 1;
    require(entries === 50, `the feed has ${entries} entries`);
  },
  picture(bytes) {
    require(bytes.toString('latin1', 1, 4) === 'PNG' && bytes.length > 5_000, 'the picture is no PNG');
  },
};

function require(isRight: boolean, what: string): void {
  if (!isRight) throw new Error(`No report: ${what}.`);
}
