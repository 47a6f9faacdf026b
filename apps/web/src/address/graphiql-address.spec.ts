import { expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { graphql } from '../graphql/graphql.js';
import { graphiqlAddress } from './graphiql-address.js';

const NAMES = graphql(`
  fragment Names on TopArtists {
    entries {
      artist {
        name
      }
    }
  }
`);
const TOP = graphql(
  `
    query Top($range: TimeRange!) {
      topArtists(range: $range) {
        ...Names
      }
    }
  `,
  [NAMES],
);

const read = (address: string | null) => {
  const [path, fragment] = address?.split('#') ?? [];
  const parameters = new URLSearchParams(fragment);
  return { path, query: parameters.get('query') ?? '', variables: parameters.get('variables') };
};

it('GraphiQL’s address has the query with its fragments, and the variables', () => {
  const { path, query, variables } = read(
    graphiqlAddress(TOP, { range: 'SHORT_TERM', after: undefined, a: 'ö&+#' }),
  );
  expect(path).toBe('/graphiql');
  expect(print(parse(query))).toBe(
    print(
      parse(
        'query Top($range: TimeRange!) { topArtists(range: $range) { ...Names } } fragment Names on TopArtists { entries { artist { name } } }',
      ),
    ),
  );
  expect(JSON.parse(variables ?? '')).toEqual({ range: 'SHORT_TERM', a: 'ö&+#' });
});

it('GraphiQL’s address has no variables if the query has none', () => {
  expect(read(graphiqlAddress('{ viewer { id } }')).variables).toBeNull();
});

it('there is no address for a query that is too long for one', () => {
  expect(graphiqlAddress(TOP, { ids: Array.from({ length: 4_000 }, (_, id) => `artist-${id}`) })).toBeNull();
});
