import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { importFile, errorOf, fileOf, PROFILE, snapshot, exportFile } from './portable-history.js';

const stage = setStage();
const CREATE = `mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { secret } }`;
const created = z.object({ createAccessToken: z.object({ secret: z.string() }) });

async function bearer(scope: 'READ' | 'WRITE'): Promise<{ authorization: string }> {
  const { data } = await stage.client.graphql(CREATE, { input: { name: scope, scope } });
  return { authorization: `Bearer ${created.parse(data).createAccessToken.secret}` };
}

it('an access token can export with either scope, and import only with the scope WRITE', async () => {
  await stage.client.signIn();
  const [read, write] = [await bearer('READ'), await bearer('WRITE')];
  const program = stage.instance.client(stage.api);
  const file = fileOf(PROFILE, snapshot('2026-06-01', []));

  const refused = await importFile(program, file, read);
  expect(refused.status).toBe(403);
  expect(errorOf(refused).extensions.code).toBe('FORBIDDEN');
  expect(await importFile(program, file, write)).toMatchObject({
    status: 200,
    body: { snapshots: { added: 1 } },
  });
  const response = await program.fetch('/export', { headers: read });
  expect(await response.text()).toBe(await exportFile(stage.client));
});
