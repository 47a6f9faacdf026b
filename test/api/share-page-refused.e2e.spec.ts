import { beforeEach, describe, expect, it } from '@jest/globals';
import { logStatements, setStage, statementsIn } from '../support/index.js';
import { until } from '../support/until.js';
import { ask } from './asking.js';
import { openPage, type OpenedPage } from './share-pages.js';
import { revokeShare, type Share, share } from './share-rules.js';
import { recordStory } from './story.js';

const LIMIT = 100;
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

/** Returns the SQL statements that the API sends for a request of a visitor without a session. */
async function withStatements<Result>(
  request: () => Promise<Result>,
): Promise<{ sent: string[]; result: Result }> {
  const before = stage.api.logs.length;
  const result = await request();
  // Log lines arrive late. The first statement of another request marks the end.
  await ask(stage, '{ viewer { id } }');
  const logged = (): string[] =>
    statementsIn(stage.api.logs.slice(before)).filter((text) => !text.startsWith('SELECT q.name'));
  const isFence = (statement: string): boolean => statement.startsWith('SELECT sess');
  await until(() => logged().some(isFence), 'the API logs the statements of the second request', 10_000);
  const all = logged();
  return { sent: all.slice(0, all.findIndex(isFence)), result };
}

describe('the pages of a share', () => {
  it('answer revoked, expired, unknown and malformed links alike: same bytes, one statement', async () => {
    const [live, revoked, expired] = [
      await share(stage.client),
      await share(stage.client),
      await share(stage.client),
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
      const { sent, result } = await withStatements(() => open(path));
      const { status, headers } = result.response;
      const shown = ['cache-control', 'content-type', 'etag', 'set-cookie'].map((name) => headers.get(name));
      answers.push({ status, shown, html: result.html, sent });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({
      status: 404,
      shown: ['no-store', 'text/html; charset=utf-8', null, null],
      html: expect.stringContaining('This link does not work. It may have expired or been revoked.'),
      sent: [expect.stringMatching(/share/)],
    });
    expect((await open(pathOf(live))).response.status).toBe(200);
  });

  it('answer with a page if an address opens too many', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    for (let count = 0; count < LIMIT; count += 1) await open('/s/unknown', headers);
    const { response, text } = await open(pathOf(await share(stage.client)), headers);
    expect([response.status, Number(response.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(text).toContain(`One address can open shares ${LIMIT} times per minute.`);
  });
});
