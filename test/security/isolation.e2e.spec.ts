import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from 'graphql';
import { mint, program, refusal, revoke } from '../api/minting.js';
import { tracesOf } from '../leaving/traces.js';
import { type Client, setStage } from '../support/index.js';
import { endpointsIn, logRoutes } from '../support/routes.js';
import { type Endpoint, ENDPOINTS, requestOf } from './endpoints.js';
import { DISPLAY_NAME, type FirstListener, settleFirst, settleSecond } from './first-listener.js';
import { type Operation, operationsOf, placesOf } from './operations.js';
import { valuesWith } from './tried-values.js';

jest.setTimeout(120_000);

const stage = setStage({
  QUERY_COST_MAX: '1000000',
  QUERY_COST_PER_MINUTE: '1000000000',
  NODE_OPTIONS: logRoutes,
});
const open: { schema?: GraphQLSchema; first?: FirstListener } = {};
let second: Client;

function first(): FirstListener {
  if (!open.first) throw new Error('the first listener is set up before each test');
  return open.first;
}

function schema(): GraphQLSchema {
  if (!open.schema) throw new Error('the schema is loaded before the first test');
  return open.schema;
}

beforeAll(async () => {
  const response = await stage.instance.client(stage.api).graphql(getIntrospectionQuery());
  open.schema = buildClientSchema(response.data as unknown as IntrospectionQuery);
});

beforeEach(async () => {
  second = stage.client;
  await settleSecond(second, stage.instance);
  open.first = await settleFirst(stage.instance, stage.api);
});

/** Returns the marks of the first listener in an answer that were not part of the request. */
function marksIn(answer: string, sent: string): string[] {
  return first().marks.filter((mark) => answer.includes(mark) && !sent.includes(mark));
}

async function send(
  who: Client,
  { field, query, variables }: Operation,
): Promise<{ field: string; marks: string[]; refused: boolean }> {
  const answer = await who.graphql(query, variables);
  // An operation that is rejected as a whole tests nothing.
  if (answer.data === undefined)
    throw new Error(`${query} is not answered: ${JSON.stringify(answer.errors)}`);
  const marks = marksIn(JSON.stringify(answer), JSON.stringify(variables) + query);
  return { field, marks, refused: answer.errors !== undefined };
}

/** Sends operations, eight at a time; more would wait for a database connection for too long on a busy machine. */
async function sendAll(
  who: Client,
  operations: readonly Operation[],
): Promise<Awaited<ReturnType<typeof send>>[]> {
  const answers: Awaited<ReturnType<typeof send>>[] = [];
  const pending = operations.values();
  const lane = async (): Promise<void> => {
    for (const operation of pending) answers.push(await send(who, operation));
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return answers;
}

/** Sends a handle of the first listener in several query parameters, and returns their marks in the answer. */
async function sendTo(who: Client, endpoint: Endpoint, handle: string): Promise<string[]> {
  const names = ['id', 'listener', 'listenerId', 'after', 'artist'];
  const query = names.map((name) => `${name}=${encodeURIComponent(handle)}`).join('&');
  const address = `${endpoint.path}${endpoint.path.includes('?') ? '&' : '?'}${query}`;
  const answer = await who.fetch(address, requestOf(endpoint));
  const received = [await answer.text(), ...[...answer.headers].flat()].join('\n');
  return marksIn(received, handle);
}

/** Returns the rows of the first listener. */
async function rowsOfFirst(): Promise<string[]> {
  return (await tracesOf(stage.instance, first().rowMarks)).toSorted();
}

describe('a second listener', () => {
  it('is tested with a value for every argument of the schema', () => {
    expect(Object.keys(valuesWith([])).toSorted()).toEqual(placesOf(schema()).toSorted());
  });

  it('reads and changes no data of the first through any field, by session or access token', async () => {
    const operations = operationsOf(schema(), valuesWith(first().handles));
    // The first listener's own queries return marks, and fill the caches of the process.
    const { handles, shareToken } = first();
    const questions = operationsOf(schema(), valuesWith(handles, [shareToken])).filter(({ field }) =>
      field.startsWith('Query.'),
    );
    const own = await sendAll(first().client, questions);
    const marked = new Set(own.filter(({ marks }) => marks.length > 0).map(({ field }) => field));
    expect([...marked].toSorted()).toEqual([...new Set(questions.map(({ field }) => field))].toSorted());

    const before = await rowsOfFirst();
    const byToken = program(stage, (await mint(second, { scope: 'WRITE' })).secret);
    const answers = [...(await sendAll(second, operations)), ...(await sendAll(byToken, operations))];
    expect(answers).toHaveLength(2 * operations.length);
    expect(answers.filter(({ marks }) => marks.length > 0)).toEqual([]);
    // Only fields that take an id or a token are refused. takeSnapshot has no outcome without a worker, but no error.
    const served = new Set(answers.filter(({ refused }) => !refused).map(({ field }) => field));
    expect([...new Set(operations.map(({ field }) => field))].filter((field) => !served.has(field))).toEqual([
      'Query.artist',
      'Query.compareWithShare',
      'Query.sharedChart',
      'Mutation.deleteAccount',
      'Mutation.revokeAccessToken',
      'Mutation.revokeShare',
    ]);
    expect(await rowsOfFirst()).toEqual(before);
  });

  it('reads and changes no data of the first through any route', async () => {
    expect(Object.keys(ENDPOINTS).toSorted()).toEqual(endpointsIn(stage.api.logs).toSorted());
    const before = await rowsOfFirst();
    const byToken = program(stage, (await mint(second, { scope: 'WRITE' })).secret);
    const anonymous = stage.instance.client(stage.api);
    const everything = Object.values(ENDPOINTS).toSorted(
      (one, other) => Number(one.last ?? 0) - Number(other.last ?? 0),
    );
    for (const who of [byToken, anonymous, second]) {
      for (const endpoint of everything) {
        const handles = endpoint.personal && !endpoint.last ? first().handles : first().handles.slice(0, 1);
        const leaks = await Promise.all(handles.map((handle) => sendTo(who, endpoint, handle)));
        expect([endpoint.path, leaks.flat()]).toEqual([endpoint.path, []]);
      }
    }
    expect(await rowsOfFirst()).toEqual(before);
  });

  it('deletes no data of the first with their own account', async () => {
    const before = await rowsOfFirst();
    const DELETE = 'mutation { deleteAccount(confirm: true) { deletedAt } }';
    expect((await second.graphql(DELETE)).errors).toBeUndefined();
    expect(await rowsOfFirst()).toEqual(before);
    const { client, token } = first();
    for (const who of [client, program(stage, token.secret)]) {
      expect((await who.graphql('{ viewer { displayName } }')).data).toEqual({
        viewer: { displayName: DISPLAY_NAME },
      });
    }
    expect((await revoke(client, token.accessToken.id)).errors).toBeUndefined();
  });
});

it('every field but sharedChart rejects a caller who is not signed in', async () => {
  const anonymous = stage.instance.client(stage.api);
  for (const { field, query, variables } of operationsOf(schema(), valuesWith(['none']))) {
    const code = field === 'Query.sharedChart' ? 'NOT_FOUND' : 'UNAUTHENTICATED';
    expect([field, refusal(await anonymous.graphql(query, variables)).split(':', 1)]).toEqual([
      field,
      [code],
    ]);
  }
});
