import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, type GraphQLField, isLeafType, isObjectType } from 'graphql';
import { type Client, Instance, type OurProcess } from '../support/index.js';
import { fillHistory } from './long-history.js';
import { artistId } from './portable-history.js';

/** Arguments for fields that need them, or would return more than this is about. */
const GIVEN: Readonly<Record<string, string>> = {
  range: 'LONG_TERM',
  year: '2026',
  id: `"${artistId(1_000)}"`,
  first: '3',
  limit: '3',
};
/** What changes by itself between two questions. */
const FLEETING = new Set(['lastUsedAt', 'nextSnapshotAt', 'lastErrorAt']);
const LEVELS = 7;
/** What is longer is not compiled. */
const MOST_WORDS = 300;

const schema = buildSchema(readFileSync('apps/api/src/graphql/schema.graphql', 'utf8'));
let instance: Instance;
let api: OurProcess;
let client: Client;

beforeAll(async () => {
  instance = await Instance.open();
  api = await instance.startApi();
  client = instance.client(api);
  await client.signIn();
  await client.graphql('{ topArtists(range: LONG_TERM) { source } }');
  await fillHistory(instance, 400);
}, 120_000);

afterAll(async () => {
  await api?.stop();
  await instance?.close();
});

/** A field with everything below it, down to so many levels. */
function whole({ name, args, type }: GraphQLField<unknown, unknown>, levels: number): string {
  const given = args.flatMap((arg) => (GIVEN[arg.name] ? [`${arg.name}: ${GIVEN[arg.name]}`] : []));
  const head = given.length > 0 ? `${name}(${given.join(', ')})` : name;
  const named = getNamedType(type);
  if (!isObjectType(named)) return head;
  const below = Object.values(named.getFields()).filter(
    (field) => !FLEETING.has(field.name) && (levels > 1 || isLeafType(getNamedType(field.type))),
  );
  return `${head} { __typename ${below.map((field) => whole(field, levels - 1)).join(' ')} }`;
}

const roots = Object.values(schema.getQueryType()?.getFields() ?? {});

describe('asked again and again, and so compiled', () => {
  it.each(roots)('$name answers as it did at first, with all there is to ask of it', async (field) => {
    let query = '';
    for (let levels = LEVELS; levels > 0; levels -= 1) {
      query = `{ ${whole(field, levels)} }`;
      const isTooLong = (query.match(/\w+/g)?.length ?? 0) > MOST_WORDS;
      const { errors } = isTooLong ? { errors: null } : await client.graphql(query);
      if (errors === undefined) break;
    }
    // A comment makes it another text, which is new to the API.
    const first = await client.graphql(`${query} # once`);
    expect(first.errors).toBeUndefined();
    expect(first.data?.[field.name]).not.toBeNull();
    for (let time = 0; time < 3; time += 1) expect(await client.graphql(query)).toEqual(first);
  });
});
