import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mint } from '../api/minting.js';
import { setStage } from '../support/index.js';
import { Copied, type ProgramResult } from './copied.js';

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

function run(): Promise<ProgramResult> {
  const file = copied.file('program.mjs', copied.text(SECTION, 'js'));
  return copied.run(['node', file], { HEADLINER_TOKEN: secret });
}

describe('the error-handling program in docs/graphql.md', () => {
  it('waits for the time that the error states, and succeeds', async () => {
    const fault = { kind: 'rate-limited', retryAfter: 1 } as const;
    await stage.control.setFault({ endpoint: 'top-artists', fault, times: 1 });
    const { code, output } = await run();
    expect(output).toMatch(/^(waiting for \d+ s\n)+SPOTIFY 50\n$/);
    expect(code).toBe(0);
  });

  it('prints the URL at which to reconnect after the connection has ended', async () => {
    await stage.control.expireAccessTokens();
    await stage.control.revokeGrant();
    const { code, output } = await run();
    expect(output).toMatch(/^SPOTIFY_REAUTHORIZATION_REQUIRED: /);
    expect(output).toContain(`[${stage.api.url}/auth/spotify`);
    expect(code).toBe(1);
  });

  it('prints the correlation id of an internal error, which is in the log', async () => {
    await stage.instance.sql('ALTER TABLE top_list RENAME TO top_list_gone');
    const { output } = await run();
    await stage.instance.sql('ALTER TABLE top_list_gone RENAME TO top_list');
    const [, correlationId = 'none'] = /^INTERNAL: .* \[(\S+)\]$/m.exec(output) ?? [];
    expect(stage.api.logs).toContain(correlationId);
  });
});
