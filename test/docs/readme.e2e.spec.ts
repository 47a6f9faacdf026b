import { beforeEach, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { Copied } from './copied.js';

jest.setTimeout(120_000);

const stage = setStage();
const created = z.object({ createAccessToken: z.object({ secret: z.string() }) });

let secret: string;
beforeEach(async () => {
  await stage.client.signIn();
  const guide = new Copied('docs/graphql.md', stage.api.url);
  const { data } = await stage.client.graphql(guide.text('Access tokens', 'graphql'));
  ({ secret } = created.parse(data).createAccessToken);
});

it('the program in the README prints top artists with a token created as in docs/graphql.md', async () => {
  const readme = new Copied('README.md', stage.api.url);
  const program = readme.file('top.mjs', readme.text('Query it from your code', 'js'));
  const { code, output } = await readme.run([process.execPath, program], { HEADLINER_TOKEN: secret });
  expect(output).toMatch(/^1 \S.*\n2 \S/);
  expect(code).toBe(0);
});
