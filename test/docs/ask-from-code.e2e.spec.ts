import { spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { Copied } from './copied.js';

jest.setTimeout(120_000);

const stage = setStage();
const SECTION = 'Ask from your own code';
const created = z.object({ createAccessToken: z.object({ secret: z.string() }) });

let copied: Copied;
let secret: string;
beforeEach(async () => {
  copied = new Copied('README.md', stage.api.url);
  await stage.client.signIn();
  const { data } = await stage.client.graphql(copied.text(SECTION, 'graphql'));
  ({ secret } = created.parse(data).createAccessToken);
});

describe('what the README shows to copy', () => {
  const curl = spawnSync('curl', ['--version']).error ? it.skip : it;
  curl('works with curl', async () => {
    const { code, wrote } = await copied.run([
      'sh',
      '-c',
      copied.text(SECTION, 'sh').replace('hdl_…', secret),
    ]);
    expect(JSON.parse(wrote)).toMatchObject({
      data: { topArtists: { entries: [{ rank: 1 }, { rank: 2 }, { rank: 3 }] } },
    });
    expect(code).toBe(0);
  });

  it.each([
    ['a script', 'js', 'top.mjs'],
    ['Apollo Client', 'ts', 'top.ts'],
  ])('works with %s', async (_, language, name) => {
    const program = copied.file(name, copied.text(SECTION, language));
    const { code, wrote } = await copied.run([process.execPath, program], { HEADLINER_TOKEN: secret });
    expect(wrote).toMatch(/^1 \S.*\n2 \S/);
    expect(code).toBe(0);
  });
});
