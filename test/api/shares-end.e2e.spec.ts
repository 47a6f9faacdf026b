import { beforeEach, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { mint, program, refusal } from './minting.js';
import {
  askForShare,
  askToRevoke,
  createShare,
  listShares,
  opened,
  openToken,
  revokeShare,
} from './sharing.js';

const stage = setStage();

beforeEach(() => stage.client.signIn());

describe('revokeShare', () => {
  it('ends the link of one share on every replica within a second, and is NOT_FOUND the second time', async () => {
    const second = await stage.instance.startApi();
    const [kept, lost] = [
      await createShare(stage.client),
      await createShare(stage.client, { title: 'lost' }),
    ];
    for (const api of [stage.api, second]) expect(await opened(stage, lost, api)).toBe('OPEN');
    expect(await revokeShare(stage.client, lost.id)).toEqual(lost);
    for (const api of [second, stage.api]) expect(await opened(stage, lost, api)).toContain('NOT_FOUND: ');
    expect(await opened(stage, kept, second)).toBe('OPEN');
    expect(await listShares(stage.client)).toEqual([kept]);
    expect(refusal(await askToRevoke(stage.client, lost.id))).toContain('NOT_FOUND: ');
    await second.stop();
  });

  it("answers NOT_FOUND for another listener's share as for an unknown ID, and does not revoke it", async () => {
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    const theirs = await createShare(other);
    const ids = [theirs.id, theirs.id.toUpperCase(), '00000000-0000-4000-8000-000000000000', 'no id', ''];
    const answers = await Promise.all(ids.map((id) => askToRevoke(stage.client, id)));
    expect(new Set(answers.map(refusal))).toEqual(
      new Set(['NOT_FOUND: You have no share with this ID. viewer.shares lists your shares.']),
    );
    expect(await opened(stage, theirs)).toBe('OPEN');
    expect(await listShares(other)).toEqual([theirs]);
  });
});

describe('the link of a share', () => {
  it('answers the same for a token that is unknown, malformed, revoked or expired', async () => {
    const [revoked, expired] = [
      await createShare(stage.client, { expiresInDays: 2 }),
      await createShare(stage.client, { expiresInDays: 1 }),
    ];
    await revokeShare(stage.client, revoked.id);
    await stage.instance.advanceClock(86_400);
    const tokens = [revoked.token, expired.token, 'A'.repeat(27), 'no token', '', '💿'.repeat(3_000)];
    const stranger = stage.instance.client(stage.api);
    const answers = await Promise.all(tokens.map((token) => openToken(stranger, token)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0] && refusal(answers[0])).toContain('NOT_FOUND: This link does not work.');
  });

  it('ends with the account of its listener', async () => {
    const one = await createShare(stage.client);
    await stage.client.graphql('mutation { deleteAccount(confirm: true) { deletedAt } }');
    expect(await opened(stage, one)).toContain('NOT_FOUND: ');
  });
});

describe('an access token', () => {
  it('creates, lists and revokes shares with the scope WRITE, and only lists them with READ', async () => {
    const [writer, reader] = [
      program(stage, (await mint(stage.client, { scope: 'WRITE' })).secret),
      program(stage, (await mint(stage.client, { scope: 'READ' })).secret),
    ];
    const [kept, lost] = [await createShare(writer), await createShare(writer)];
    await revokeShare(writer, lost.id);
    expect(await listShares(reader)).toEqual([kept]);
    const refused = 'FORBIDDEN: This requires an access token with the scope WRITE; yours has READ.';
    expect(refusal(await askForShare(reader))).toBe(refused);
    expect(refusal(await askToRevoke(reader, kept.id))).toBe(refused);
    expect(await listShares(stage.client)).toEqual([kept]);
  });
});
