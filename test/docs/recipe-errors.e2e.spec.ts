import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mint } from '../api/minting.js';
import { setStage } from '../support/index.js';
import { Copied, type Ran } from './copied.js';

jest.setTimeout(180_000);

const stage = setStage();
const SECTION = 'Errors';

let copied: Copied;
let secret: string;
beforeEach(async () => {
  copied = new Copied('docs/graphql.md', stage.api.url);
  await stage.client.signIn();
  ({ secret } = await mint(stage.client));
});

function run(): Promise<Ran> {
  const file = copied.file('program.mjs', copied.text(SECTION, 'js'));
  return copied.run(['node', file], { HEADLINER_TOKEN: secret });
}

describe('the recipe for errors', () => {
  it('waits as long as it is told to', async () => {
    const fault = { kind: 'rate-limited', retryAfter: 1 } as const;
    await stage.control.setFault({ endpoint: 'top-artists', fault, times: 1 });
    const { code, wrote } = await run();
    expect(wrote).toMatch(/^(waiting for \d+ s\n)+SPOTIFY 50\n$/);
    expect(code).toBe(0);
  });

  it('shows where to renew a connection that has ended', async () => {
    await stage.control.expireAccessTokens();
    await stage.control.revokeGrant();
    const { code, wrote } = await run();
    expect(wrote).toMatch(/^SPOTIFY_REAUTHORIZATION_REQUIRED: /);
    expect(wrote).toContain(`[${stage.api.url}/auth/spotify`);
    expect(code).toBe(1);
  });

  it('shows what the operator needs to find the cause of a fault', async () => {
    await stage.instance.sql('ALTER TABLE top_list RENAME TO top_list_gone');
    const { wrote } = await run();
    await stage.instance.sql('ALTER TABLE top_list_gone RENAME TO top_list');
    const [, correlationId = 'none'] = /^INTERNAL: .* \[(\S+)\]$/m.exec(wrote) ?? [];
    expect(stage.api.logs).toContain(correlationId);
  });
});
