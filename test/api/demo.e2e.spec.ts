import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { type Client, type OurProcess, setStage } from '../support/index.js';
import { artist, artistId, importFile, errorOf, fileOf, PROFILE, signedInAt } from './portable-history.js';

const SPOTIFY_IMAGE_HOSTS = ['https://*.scdn.co', 'https://*.spotifycdn.com'];

/** The stage's own API runs in demo mode. */
const stage = setStage();

const file = (imageHost: string): string =>
  fileOf(PROFILE, artist(artistId(1), 'Artist A', `${imageHost}/image/1`));

describe('demo mode', () => {
  describe.each([
    ["off, with Spotify's URL on loopback", false],
    ['on', true],
  ])('%s', (_, demo) => {
    let own: OurProcess | undefined;
    let api: OurProcess;
    let client: Client;
    beforeAll(async () => {
      if (!demo) own = await stage.instance.startApi({ DEMO: 'false' });
      api = own ?? stage.api;
    });
    beforeEach(async () => {
      client = await signedInAt(stage.instance, api);
    });
    afterAll(() => own?.stop());

    it('shows the mode on the landing and privacy pages', async () => {
      const landing = await (await stage.instance.client(api).fetch('/')).text();
      expect(landing).toContain(`data-mode="${demo ? 'demo' : 'real'}"`);
      expect(/simulator/i.test(await (await client.fetch('/privacy')).text())).toBe(demo);
    });

    it("allows artwork only from Spotify's hosts, in demo mode also from the simulator", async () => {
      const policy = (await client.fetch('/')).headers.get('content-security-policy') ?? '';
      const [, origins = ''] = /(?:^|;)img-src ([^;]*)/.exec(policy) ?? [];
      const simulator = demo ? [stage.instance.simulator.url] : [];
      expect(origins.split(' ').toSorted()).toEqual(
        ["'self'", 'blob:', ...SPOTIFY_IMAGE_HOSTS, ...simulator].toSorted(),
      );
    });

    it("offers the demo listener's data package to who is signed in", async () => {
      const answer = await client.fetch('/demo/listening-history.zip');
      expect(answer.status).toBe(demo ? 200 : 404);
      if (!demo) return;
      expect(answer.headers.get('content-type')).toBe('application/zip');
      const files = Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())));
      expect(files.some((name) => name.includes('Streaming_History_Audio_'))).toBe(true);
      const anyone = await stage.instance.client(api).fetch('/demo/listening-history.zip');
      expect(anyone.status).toBe(401);
    });

    it('accepts imported artwork from those hosts only', async () => {
      expect((await importFile(client, file('https://i.scdn.co'))).status).toBe(200);
      const simulators = await importFile(client, file(stage.instance.simulator.url));
      expect(simulators.status).toBe(demo ? 200 : 400);
      const others = await importFile(client, file('https://example.org'));
      expect(others.status).toBe(400);
      expect(errorOf(others).message).toContain('"imageUrl"');
    });
  });
});
