import { describe, expect, it } from '@jest/globals';
import { readLinkedQuery } from './linked-query.js';

const link = (parameters: Record<string, string>): string => `#${new URLSearchParams(parameters)}`;

describe('readLinkedQuery', () => {
  it('prints the query, with its variables', () => {
    const fragment = link({
      query:
        'query Top($limit: Int!) { topArtists(limit: $limit) { ...Names } } fragment Names on TopArtists { source }',
      variables: '{"limit":5,"name":"a&b=c+d #e"}',
    });
    expect(readLinkedQuery(fragment)).toEqual({
      name: 'Top',
      isMutation: false,
      query: [
        'query Top($limit: Int!) {',
        '  topArtists(limit: $limit) {',
        '    ...Names',
        '  }',
        '}',
        '',
        'fragment Names on TopArtists {',
        '  source',
        '}',
      ].join('\n'),
      variables: '{\n  "limit": 5,\n  "name": "a&b=c+d #e"\n}',
    });
  });

  it('shows what a mutation does behind comments and blank lines', () => {
    const query = `# Your top artists\n${'\n'.repeat(500)}mutation { deleteAccount(confirm: true) { deletedAt } }`;
    expect(readLinkedQuery(link({ query }))).toEqual({
      name: '',
      isMutation: true,
      query: 'mutation {\n  deleteAccount(confirm: true) {\n    deletedAt\n  }\n}',
      variables: '',
    });
  });

  it.each([
    '',
    '#',
    '#query=',
    '#query=%20',
    '#content',
    '#variables={}',
    link({ query: 'a'.repeat(40_000) }),
  ])('finds no query in %.20s', (fragment) => {
    expect(readLinkedQuery(fragment)).toBeNull();
  });

  it.each(['query {', 'toString', `{${'a{'.repeat(7_000)}`, '%', '"""'])(
    'shows unreadable text as it is: %.20s',
    (text) => {
      expect(readLinkedQuery(link({ query: text, variables: '{"a":' }))).toEqual({
        query: text,
        variables: '{"a":',
        name: '',
        isMutation: false,
      });
    },
  );
});
