import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { z } from 'zod';
import { runDirectory, setStage } from '../support/index.js';
import { startCommand } from '../support/command.js';
import { readmeSnippets } from './readme.js';

const stage = setStage();
const SHOWN_AT = 'http://127.0.0.1:3000';
const snippets = readmeSnippets('Ask from your own code');
const created = z.object({ createAccessToken: z.object({ secret: z.string() }) });

/** The snippet that holds this, asking the process of this test. */
function snippet(language: string, part: string): string {
  const found = snippets.filter((one) => one.language === language && one.text.includes(part));
  expect(found).toHaveLength(1);
  return found[0]?.text.replaceAll(SHOWN_AT, stage.api.url) ?? '';
}

/** Runs a command to its end, and what it wrote. */
async function run(command: readonly [string, ...string[]], environment = {}): Promise<string> {
  const running = startCommand(command, { directory: runDirectory(), environment });
  expect(await running.ended).toEqual({ code: 0, signal: null });
  return running.logs;
}

let secret: string;
beforeEach(async () => {
  await stage.client.signIn();
  const { data } = await stage.client.graphql(snippet('graphql', 'createAccessToken'));
  ({ secret } = created.parse(data).createAccessToken);
});

describe('what the README shows to copy', () => {
  const curl = spawnSync('curl', ['--version']).error ? it.skip : it;
  curl('works with curl', async () => {
    const script = snippet('sh', 'curl').replace('hdl_…', secret);
    expect(JSON.parse(await run(['sh', '-c', script]))).toMatchObject({
      data: { topArtists: { entries: [{ rank: 1 }, { rank: 2 }, { rank: 3 }] } },
    });
  });

  it('works with Node.js alone, and says what is wrong when the token is', async () => {
    const file = join(runDirectory(), 'top.mjs');
    writeFileSync(file, snippet('js', 'fetch('));
    const lines = (await run(['node', file], { HEADLINER_TOKEN: secret })).trim().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines[9]).toMatch(/^10 \S/);
    expect(await run(['node', file], { HEADLINER_TOKEN: 'hdl_wrong' })).toContain('UNAUTHENTICATED: ');
  });

  it('asks with Apollo Client for what the schema has', async () => {
    const client = snippet('js', '@apollo/client');
    expect(client).toContain('headers: { authorization: `Bearer ${token}` }');
    const query = /gql`([^`]+)`/.exec(client)?.[1] ?? '';
    const schema = buildSchema(await (await fetch(`${stage.api.url}/schema.graphql`)).text());
    expect(validate(schema, parse(query))).toEqual([]);
  });
});
