import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setStage } from '../support/index.js';
import { RawConnection } from '../support/raw-connection.js';
import { until } from '../support/until.js';
import { mint } from './minting.js';
import { artist, artistId, fileOf, PROFILE } from './portable-history.js';

jest.setTimeout(120_000);

const stage = setStage();
type Headers = Readonly<Record<string, string>>;

const NDJSON = { 'Content-Type': 'application/x-ndjson' };
const JSON_BODY = { 'Content-Type': 'application/json' };
const ZIP = { 'Content-Type': 'application/zip' };
const TEXT = { 'Content-Type': 'text/plain' };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const BROTLI = { ...JSON_BODY, 'Content-Encoding': 'br' };
const OTHER_ORIGIN = { Origin: 'https://example.org' };

const FILE = fileOf(PROFILE, ...Array.from({ length: 2_500 }, (_, index) => artist(artistId(index))));
const BAD_FILE = `${fileOf(PROFILE)}nonsense\n${FILE}`;
const SMALL = 'x'.repeat(20);
/** More than Node reads ahead of the consumer of a body. */
const MEDIUM = 'x'.repeat(90_000);
/** More than any route but `/import` accepts, and less than the buffers of the system hold. */
const LARGE = 'x'.repeat(200_000);
const QUERY = JSON.stringify({ query: `{ __typename } #${MEDIUM}` });

type Sender = 'anyone' | 'a browser' | 'a READ token';

type Refused = readonly [
  title: string,
  sender: Sender,
  route: string,
  headers: Headers,
  body: string,
  status: number,
  says?: string,
];

const REFUSED: readonly Refused[] = [
  ['an import with a bad line', 'a browser', 'POST /import', NDJSON, BAD_FILE, 400, 'Line 2: it is not JSON'],
  ['an import without a sign-in', 'anyone', 'POST /import', NDJSON, FILE, 401],
  ['an import from another origin', 'a browser', 'POST /import', { ...NDJSON, ...OTHER_ORIGIN }, FILE, 403],
  ['an import by a READ token', 'a READ token', 'POST /import', NDJSON, FILE, 403],
  ['an import by a bad token', 'anyone', 'POST /import', { ...NDJSON, Authorization: 'Bearer x' }, FILE, 401],
  [
    'a listening history that is not JSON',
    'a browser',
    'POST /import',
    JSON_BODY,
    LARGE,
    400,
    'it is not a JSON',
  ],
  ['a listening history that is not a zip', 'a browser', 'POST /import', ZIP, LARGE, 400, 'it is not a zip'],
  ...[TEXT, FORM, BROTLI, { ...NDJSON, 'Content-Encoding': 'gzip' }].flatMap((headers) =>
    [SMALL, LARGE].map((body): Refused => {
      const title = `an import of ${body.length} bytes with ${JSON.stringify(headers)}`;
      return [title, 'a browser', 'POST /import', headers, body, 415, 'application/x-ndjson'];
    }),
  ),
  ['a query that is too long', 'anyone', 'POST /graphql', JSON_BODY, LARGE, 413, '100,000 bytes'],
  [
    'a program’s query that is too long',
    'a READ token',
    'POST /graphql',
    JSON_BODY,
    LARGE,
    413,
    '100,000 bytes',
  ],
  ['a query that is not JSON', 'a READ token', 'POST /graphql', JSON_BODY, MEDIUM, 400],
  ['a query as text', 'anyone', 'POST /graphql', TEXT, MEDIUM, 400],
  ['a program’s query as text', 'a READ token', 'POST /graphql', TEXT, MEDIUM, 415],
  ['a query as a form', 'anyone', 'POST /graphql', FORM, `query=${MEDIUM}`, 400],
  ['a compressed query', 'anyone', 'POST /graphql', { ...JSON_BODY, 'Content-Encoding': 'x' }, MEDIUM, 415],
  [
    'a query in an unknown charset',
    'anyone',
    'POST /graphql',
    { 'Content-Type': 'application/json; charset=x' },
    MEDIUM,
    415,
  ],
  ['a query by PUT', 'anyone', 'PUT /graphql', JSON_BODY, QUERY, 405],
  ['a sign-out from another origin', 'anyone', 'POST /auth/logout', { ...FORM, ...OTHER_ORIGIN }, LARGE, 403],
  ['a sign-out with a body', 'a browser', 'POST /auth/logout', TEXT, LARGE, 303],
  [
    'an account deletion from another origin',
    'a browser',
    'POST /account/delete',
    { ...TEXT, ...OTHER_ORIGIN },
    MEDIUM,
    403,
  ],
  [
    'an account deletion with a long form',
    'a browser',
    'POST /account/delete',
    FORM,
    LARGE,
    413,
    '100,000 bytes',
  ],
  ['a page with a body', 'anyone', 'GET /privacy', TEXT, LARGE, 200],
  ['a route that does not exist', 'anyone', 'POST /nothing', JSON_BODY, LARGE, 404],
  ['a method that a route does not have', 'anyone', 'PUT /import', NDJSON, FILE, 404],
  ['an export by POST', 'anyone', 'POST /export', NDJSON, FILE, 404],
];

let credentials: Readonly<Record<Sender, Headers>>;
beforeEach(async () => {
  await stage.client.signIn();
  const { secret } = await mint(stage.client, { scope: 'READ' });
  credentials = {
    anyone: {},
    'a browser': { Cookie: stage.client.cookie },
    'a READ token': { Authorization: `Bearer ${secret}` },
  };
});

describe.each(['a length', 'chunks'] as const)('a connection after a request whose body has %s', (how) => {
  it.each(REFUSED)(
    'serves the next request or announces that it closes: %s',
    async (_, sender, route, headers, body, status, says = '') => {
      const [method = '', path = ''] = route.split(' ');
      const connection = await RawConnection.open(stage.api.url);
      const framing =
        how === 'a length' ? { 'Content-Length': String(body.length) } : { 'Transfer-Encoding': 'chunked' };
      const sent = how === 'a length' ? body : `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
      connection.request(method, path, { ...credentials[sender], ...headers, ...framing }, sent);
      const answer = await connection.answer();
      expect(answer.status).toBe(status);
      expect(answer.body).toContain(says);
      if (answer.headers.get('connection') === 'close') {
        await until(() => connection.closed, 'the connection closes', 5_000);
        expect(connection.error).toBeNull();
      } else {
        connection.request('GET', '/health/live', {});
        expect((await connection.answer()).status).toBe(200);
        connection.close();
      }
    },
  );
});
