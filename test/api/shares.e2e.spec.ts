import { hash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { refusal } from './minting.js';
import {
  artist,
  artistId,
  fileOf,
  importFile,
  PROFILE,
  reconstructed,
  snapshot,
} from './portable-history.js';
import { askForShare, createShare, listShares, opened } from './sharing.js';

const stage = setStage();
const DAY_MS = 86_400_000;

/** Stores `count` shares that expire in a number of days. */
async function storeShares(count: number, days: number): Promise<void> {
  await stage.instance.sql(
    `INSERT INTO share (listener_id, id, token_hash, token, range, show_name, expires_at)
     SELECT id, gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'seeded', 'SHORT_TERM', false, clock_now() + make_interval(days => $2)
     FROM listener, generate_series(1, $1)`,
    [count, days],
  );
}

beforeEach(() => stage.client.signIn());

describe('createShare', () => {
  it('returns a link for 30 days to the newest chart, and stores its token encrypted', async () => {
    const created = await createShare(stage.client);
    expect(created).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      token: expect.stringMatching(/^[0-9A-Za-z]{27}$/),
      url: `${stage.api.url}/s/${created.token}`,
      ...{ title: null, range: 'SHORT_TERM', on: null, showName: false },
      createdAt: expect.any(String),
      expiresAt: new Date(Date.parse(created.createdAt) + 30 * DAY_MS).toISOString(),
    });
    expect(await listShares(stage.client)).toEqual([created]);
    expect(await stage.instance.sql('SELECT token_hash, token FROM share')).toEqual([
      {
        token_hash: hash('sha256', created.token, 'buffer'),
        token: expect.stringMatching(/^eyJ[\w-]+\./),
      },
    ]);
    expect(await opened(stage, created)).toBe('OPEN');
  });

  it('stores the chosen title, name and lifetime, and lists shares newest first until they expire', async () => {
    const first = await createShare(stage.client, {
      ...{
        title: '  кухня · 台所 👨\u200d👩\u200d👧 ',
        showName: true,
        expiresInDays: 1,
        range: 'LONG_TERM',
      },
    });
    expect(first).toMatchObject({
      title: 'кухня · 台所 👨\u200d👩\u200d👧',
      showName: true,
      range: 'LONG_TERM',
    });
    await stage.instance.advanceClock(1);
    const second = await createShare(stage.client, { title: 'x'.repeat(80), expiresInDays: 365 });
    expect(await listShares(stage.client)).toEqual([second, first]);
    await stage.instance.advanceClock(86_399);
    expect(await listShares(stage.client)).toEqual([second]);
    expect(await opened(stage, first)).toContain('NOT_FOUND: ');
    expect(await opened(stage, second)).toBe('OPEN');
  });

  it.each([
    ['title', { title: '' }],
    ['title', { title: ' \u3164' }],
    ['title', { title: 'x'.repeat(81) }],
    ['title', { title: 'two\nlines' }],
    ['title', { title: 'right\u202eleft' }],
    ['expiresInDays', { expiresInDays: 0 }],
    ['expiresInDays', { expiresInDays: 366 }],
    ['on', { on: '2019-03-04' }],
    ['on', { on: '2019-02-29' }],
    ['on', { on: 'yesterday' }],
  ])('names the argument "%s" when it refuses %j', async (argument, input) => {
    const refused = await askForShare(stage.client, input);
    expect(refusal(refused)).toContain(`BAD_USER_INPUT: The argument "${argument}" must be`);
    expect(refused.errors?.[0]?.extensions['argument']).toBe(argument);
    expect(await listShares(stage.client)).toEqual([]);
  });

  it('takes a day with a snapshot of the range, and no other', async () => {
    await importDays();
    expect(await createShare(stage.client, { on: '2019-03-04' })).toMatchObject({ on: '2019-03-04' });
    const expected = 'must be a day with a snapshot of SHORT_TERM, such as 2019-03-06; it was "2019-03-05".';
    expect(refusal(await askForShare(stage.client, { on: '2019-03-05' }))).toContain(expected);
    expect(refusal(await askForShare(stage.client, { on: '2019-03-04', range: 'LONG_TERM' }))).toContain(
      'must be a day with a snapshot of LONG_TERM, and there is none yet',
    );
  });

  it('takes a reconstructed day only while the listener includes such days', async () => {
    await importDays();
    expect(await createShare(stage.client, { on: '2018-01-01' })).toMatchObject({ on: '2018-01-01' });
    await stage.client.graphql(
      'mutation { updateSettings(input: { includeReconstructed: false }) { viewer { id } } }',
    );
    expect(refusal(await askForShare(stage.client, { on: '2018-01-01' }))).toContain('BAD_USER_INPUT: ');
    expect(await createShare(stage.client, { on: '2019-03-04' })).toMatchObject({ on: '2019-03-04' });
  });

  it('is refused beyond 20 shares, even by concurrent calls, and deletes expired ones', async () => {
    await storeShares(18, 1);
    await storeShares(5, -1);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => askForShare(stage.client)));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(2);
    const refused = answers.find(({ errors }) => errors);
    expect(refused && refusal(refused)).toContain(
      'BAD_USER_INPUT: You already have 20 shares, the maximum. Revoke one with revokeShare first.',
    );
    const count = 'SELECT count(*)::int AS stored FROM share';
    expect(await stage.instance.sql(count)).toEqual([{ stored: 20 }]);
    await stage.instance.advanceClock(86_400);
    await createShare(stage.client);
    expect(await stage.instance.sql(count)).toEqual([{ stored: 3 }]);
  });
});

/** Imports two recorded days, and a reconstructed one before them. */
async function importDays(): Promise<void> {
  const listeningHistory = { importedAt: '2026-06-10T08:00:00Z', plays: 1, agreement: [] };
  const file = fileOf(
    { ...PROFILE, listeningHistory },
    artist(artistId(1)),
    reconstructed('2018-01-01', [artistId(1)]),
    snapshot('2019-03-04', [artistId(1)]),
    snapshot('2019-03-06', [artistId(1)]),
  );
  expect((await importFile(stage.client, file)).status).toBe(200);
}
