import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, Instance, type OurProcess } from '../support/index.js';
import { artist, artistId, bringBack, errorOf, fileOf, PROFILE, signedInAt } from './portable-history.js';

const SPOTIFYS = ['https://*.scdn.co', 'https://*.spotifycdn.com'];

describe('demo mode', () => {
  let instance: Instance;
  beforeAll(async () => {
    instance = await Instance.open();
  });
  afterAll(() => instance?.close());

  const file = (imageHost: string): string =>
    fileOf(PROFILE, artist(artistId(1), 'Some artist', `${imageHost}/image/1`));

  describe.each([
    // An operator may point Spotify's addresses at a proxy on this machine.
    ["is off by default, whatever Spotify's address is", { DEMO: '' }, false],
    ['is off with DEMO=false', { DEMO: 'false' }, false],
    ['is on with DEMO=true', { DEMO: 'true' }, true],
  ])('%s', (_, settings, demo) => {
    let api: OurProcess;
    let client: Client;
    beforeAll(async () => {
      api = await instance.startApi(settings);
      client = await signedInAt(instance, api);
    });
    afterAll(() => api?.stop());

    it('pages mention demo mode and the simulator only if it is on', async () => {
      const landing = await (await instance.client(api).fetch('/')).text();
      expect(landing).toContain(`data-mode="${demo ? 'demo' : 'real'}"`);
      expect(/simulator/i.test(await (await client.fetch('/privacy')).text())).toBe(demo);
    });

    it("pages allow images from Spotify's hosts, and from the simulator only in demo mode", async () => {
      const policy = (await client.fetch('/')).headers.get('content-security-policy') ?? '';
      const [, origins = ''] = /(?:^|;)img-src ([^;]*)/.exec(policy) ?? [];
      expect(origins.split(' ')).toEqual(
        expect.arrayContaining(["'self'", ...SPOTIFYS, ...(demo ? [instance.simulator.url] : [])]),
      );
      expect(origins.includes(instance.simulator.url)).toBe(demo);
    });

    it("imports accept images from Spotify's hosts, and from the simulator only in demo mode", async () => {
      expect((await bringBack(client, file('https://i.scdn.co'))).status).toBe(200);
      const simulators = await bringBack(client, file(instance.simulator.url));
      expect(simulators.status).toBe(demo ? 200 : 400);
      const others = await bringBack(client, file('https://example.org'));
      expect(others.status).toBe(400);
      expect(errorOf(others).message).toContain('"imageUrl"');
    });
  });
});
