import { beforeEach, describe, expect, it } from '@jest/globals';
import { logStatements, setStage } from '../support/index.js';
import { withStatements } from './sent-statements.js';
import { createShare, openPage, type OpenedPage, revokeShare, type Share } from './sharing.js';
import { recordStory } from './story.js';

const LIMIT = 20;
const stage = setStage({
  NODE_OPTIONS: logStatements,
  TRUSTED_PROXIES: '1',
  SHARE_VIEWS_PER_MINUTE: String(LIMIT),
});

beforeEach(() => recordStory(stage));

const pathOf = ({ url }: Share): string => new URL(url).pathname;

/** Opens a page as a visitor who is not signed in. */
function open(path: string, headers: Record<string, string> = {}): Promise<OpenedPage> {
  return openPage(stage.instance.client(stage.api), path, headers);
}

describe('the pages of a share', () => {
  it('answer revoked, expired, unknown and malformed links alike: same bytes, one statement', async () => {
    const [live, revoked, expired] = [
      await createShare(stage.client),
      await createShare(stage.client),
      await createShare(stage.client),
    ];
    await revokeShare(stage.client, revoked.id);
    await stage.instance.sql(
      "UPDATE share SET created_at = created_at - interval '40 days', expires_at = expires_at - interval '40 days' WHERE id = $1",
      [expired.id],
    );
    const paths = [
      pathOf(revoked),
      pathOf(expired),
      '/s/aaaaaaaaaaaaaaaaaaaaaaaaaaa',
      '/s/x',
      '/s/%00%2F',
      '/s/~',
    ];
    const answers: unknown[] = [];
    for (const path of paths.flatMap((one) => [one, `${one}/compare`])) {
      const { statements, result } = await withStatements(stage, () => open(path));
      const { status, headers } = result.response;
      const shown = ['cache-control', 'content-type', 'etag', 'set-cookie'].map((name) => headers.get(name));
      answers.push({ status, shown, html: result.html, statements });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({
      status: 404,
      shown: ['no-store', 'text/html; charset=utf-8', null, null],
      html: expect.stringContaining('This link does not work. It may have expired or been revoked.'),
      statements: [expect.stringMatching(/share/)],
    });
    expect((await open(pathOf(live))).response.status).toBe(200);
  });

  it('answer with a page if an address opens too many', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    for (let count = 0; count < LIMIT; count += 1) await open('/s/unknown', headers);
    const { response, text } = await open(pathOf(await createShare(stage.client)), headers);
    expect([response.status, Number(response.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(text).toContain(`One address can open shares ${LIMIT} times per minute.`);
  });
});
