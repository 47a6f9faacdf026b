import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, type OurProcess, setStage } from '../support/index.js';
import { artist, artistId, bringBack, errorOf, fileOf, PROFILE, signedInAt } from './portable-history.js';

const SPOTIFYS = ['https://*.scdn.co', 'https://*.spotifycdn.com'];

/** The stage's own API runs in demo mode. */
const stage = setStage();

const file = (imageHost: string): string =>
  fileOf(PROFILE, artist(artistId(1), 'Artist A', `${imageHost}/image/1`));

describe('demo mode', () => {
  describe.each([
    ['off, although Spotify has an address of this machine:', false],
    ['on:', true],
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

    it('landing and privacy page name the mode', async () => {
      const landing = await (await stage.instance.client(api).fetch('/')).text();
      expect(landing).toContain(`data-mode="${demo ? 'demo' : 'real'}"`);
      expect(/simulator/i.test(await (await client.fetch('/privacy')).text())).toBe(demo);
    });

    it("pages show artwork of Spotify's hosts, and in demo mode of the simulator", async () => {
      const policy = (await client.fetch('/')).headers.get('content-security-policy') ?? '';
      const [, origins = ''] = /(?:^|;)img-src ([^;]*)/.exec(policy) ?? [];
      expect(origins.split(' ')).toEqual(
        expect.arrayContaining(["'self'", ...SPOTIFYS, ...(demo ? [stage.instance.simulator.url] : [])]),
      );
      expect(origins.includes(stage.instance.simulator.url)).toBe(demo);
    });

    it('imports accept the same artwork and no other', async () => {
      expect((await bringBack(client, file('https://i.scdn.co'))).status).toBe(200);
      const simulators = await bringBack(client, file(stage.instance.simulator.url));
      expect(simulators.status).toBe(demo ? 200 : 400);
      const others = await bringBack(client, file('https://example.org'));
      expect(others.status).toBe(400);
      expect(errorOf(others).message).toContain('"imageUrl"');
    });
  });
});
