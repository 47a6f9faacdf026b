import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { openVisit, startBrowser } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { setStage } from '../support/stage.js';
import { run, tabTitles, waitForTab } from './graphiql-actions.js';
import { allowAccess, shareSession } from './page-actions.js';
import { recordWeeks } from './web-history.js';

const DELETION = 'mutation Harmless { deleteAccount(confirm: true) { deletedAt } }';

/** Records the operations that a page sends to the API. */
function recordOperations(page: Page): string[] {
  const operations: string[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/graphql')) return;
    const { query } = z.object({ query: z.string() }).parse(request.postDataJSON());
    operations.push(/(?:query|mutation) (\w+)/.exec(query)?.[1] ?? query);
  });
  return operations;
}

/** What GraphiQL asks by itself when it starts. */
const STARTED = ['IntrospectionQuery', 'WhoIsSignedIn'];

describeInBrowser('GraphiQL', () => {
  const stage = setStage();
  let browser: Browser;
  let origin: string;

  const linkTo = (query: string, variables?: object): string => {
    const parameters = { query, ...(variables && { variables: JSON.stringify(variables) }) };
    return `${origin}/graphiql#${new URLSearchParams(parameters)}`;
  };

  /** Runs the queries that the links of pages lead to. */
  async function checkQueries(page: Page, paths: readonly (string | null)[]): Promise<void> {
    for (const path of paths) {
      await page.goto(origin + path);
      const link = page.getByRole('link', { name: 'Open this query in GraphiQL' });
      const fragment = (await link.getAttribute('href'))?.replace('/graphiql#', '');
      const { query = '', variables = '{}' } = Object.fromEntries(new URLSearchParams(fragment));
      const answer = await stage.client.graphql(
        query,
        z.record(z.string(), z.unknown()).parse(JSON.parse(variables)),
      );
      expect({ path, errors: answer.errors }).toEqual({ path, errors: undefined });
    }
  }

  beforeAll(async () => {
    browser = await startBrowser();
    origin = stage.api.url;
  });

  afterAll(() => browser?.close());

  it('runs the first query by itself, once the visitor has signed in', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    const operations = recordOperations(page);
    await page.goto(`${origin}/graphiql`);
    await waitForTab(page, 'Your top 10');
    await page.getByRole('link', { name: 'Sign in with Spotify' }).waitFor();
    expect(operations.sort()).toEqual(STARTED);

    await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
    await allowAccess(page);
    await page.locator('.graphiql-response').getByText('"rank"').first().waitFor();
    expect(operations.filter((name) => name === 'ShortTerm')).toHaveLength(1);
    await context.close();
  });

  it('shows a query from a link, and runs it only when the visitor presses play', async () => {
    await stage.client.signIn();
    const { context } = await openVisit(browser);
    await shareSession(context, stage.client);
    const page = await context.newPage();
    const operations = recordOperations(page);
    const link = linkTo(
      'query MyTop($limit: Int!) { topArtists(limit: $limit) { ...Source } } fragment Source on TopArtists { source }',
      {
        limit: 2,
      },
    );
    await page.goto(link);
    await waitForTab(page, 'My top');
    await page.getByText('A link opened this query.').waitFor();
    await page.getByRole('region', { name: 'Variables' }).getByText('"limit"').waitFor();
    expect(page.url()).toBe(`${origin}/graphiql`);
    expect(await tabTitles(page)).toEqual(['Your top 10', 'New this week', 'My top']);

    await page.reload();
    await waitForTab(page, 'My top');
    await page.getByText('Signed in as Demo Listener').waitFor();
    expect(operations.filter((name) => !STARTED.includes(name))).toEqual([]);

    await run(page);
    await page.locator('.graphiql-response').getByText('"source"').waitFor();
    await page.goto(link);
    await waitForTab(page, 'My top');
    expect(await tabTitles(page)).toEqual(['Your top 10', 'New this week', 'My top']);
    await context.close();
  });

  it('never runs a mutation from a link by itself, and keeps it through the sign-in', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    const operations = recordOperations(page);
    await page.goto(linkTo(`# My top artists${'\n'.repeat(200)}${DELETION}`));
    await waitForTab(page, 'Harmless');
    await page.getByText('A link opened this mutation. It has not run').waitFor();
    await page.locator('.graphiql-query-editor').getByText('deleteAccount').waitFor();

    await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
    await allowAccess(page);
    await page.getByText('Signed in as Demo Listener').waitFor();
    await waitForTab(page, 'Harmless');
    await page.goto(linkTo(DELETION));
    await page.getByText('A link opened this mutation.').waitFor();
    await page.getByText('Signed in as Demo Listener').waitFor();
    expect(new Set(operations)).toEqual(new Set(STARTED));
    expect(await stage.instance.sql('SELECT id FROM listener')).toHaveLength(1);
    await context.close();
  });

  it('copies an operation as curl and fetch, which get its data with an access token', async () => {
    await stage.client.signIn();
    const { data } = await stage.client.graphql(
      'mutation { createAccessToken(input: { name: "terminal" }) { secret } }',
    );
    const { createAccessToken } = z
      .object({ createAccessToken: z.object({ secret: z.string() }) })
      .parse(data);
    const { context } = await openVisit(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
    await shareSession(context, stage.client);
    const page = await context.newPage();
    const query =
      'query It_s($limit: Int!) { topArtists(range: LONG_TERM, limit: $limit) { range entries { rank } } }';
    await page.goto(linkTo(`${query} query Other { viewer { id } }`, { limit: 2 }));
    await waitForTab(page, 'It s');
    const copy = async (label: string): Promise<string> => {
      await page.getByRole('button', { name: 'Copy as code' }).press('Enter');
      await page.getByRole('menuitem', { name: `Copy as ${label}` }).press('Enter');
      await page.getByText(`Copied as ${label}.`).waitFor();
      return z.string().parse(await page.evaluate('navigator.clipboard.readText()'));
    };
    const commands = [
      ['sh', '-c', await copy('curl')],
      ['node', '--input-type=module', '--eval', await copy('fetch')],
    ] as const;
    for (const [command, ...args] of commands) {
      const env = { PATH: process.env['PATH'], HEADLINER_TOKEN: createAccessToken.secret };
      const { stdout } = await promisify(execFile)(command, args, { env });
      expect(JSON.parse(stdout)).toEqual({
        data: { topArtists: { range: 'LONG_TERM', entries: [{ rank: 1 }, { rank: 2 }] } },
      });
      expect(args.join()).not.toContain(stage.client.sessionCookie);
    }
    await context.close();
  });

  it('opens the query of every page', async () => {
    await stage.client.signIn();
    const { context } = await openVisit(browser);
    context.setDefaultTimeout(30_000);
    await shareSession(context, stage.client);
    const page = await context.newPage();
    // Nothing is recorded yet.
    await page.goto(`${origin}/week`);
    await page.getByText('No weekly chart yet').waitFor();
    await checkQueries(page, ['/', '/week', '/year', '/trends', '/momentum', '/compare']);
    await recordWeeks(stage.instance, stage.client);
    await page.goto(origin);
    const artist = await page.getByRole('heading', { level: 1 }).getByRole('link').getAttribute('href');
    const paths = [
      '/',
      '/trends',
      '/momentum',
      '/year',
      '/events',
      '/coverage',
      '/account',
      '/week',
      '/compare',
      artist,
    ];
    await checkQueries(page, paths);
    await page.goto(`${origin}/momentum`);
    await page.getByRole('link', { name: 'Open this query in GraphiQL' }).click();
    await waitForTab(page, 'Momentum');
    await run(page);
    await page.locator('.graphiql-response').getByText('"momentum"').waitFor();
    await context.close();
  });
});
