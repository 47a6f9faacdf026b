import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { queriesOf } from './pages.js';
import { codeIn, graphqlIn, mistakesIn } from './shown-graphql.js';

const sdl = readFileSync('apps/api/src/graphql/schema.graphql', 'utf8');
const schema = buildSchema(sdl);
const pages = ['README.md', 'CHANGELOG.md', 'SECURITY.md', ...globSync('docs/**/*.md')];

describe('GraphQL in the documentation', () => {
  it('is found in code blocks, in programs and in sentences', () => {
    const shown = pages.flatMap((page) => graphqlIn(readFileSync(page, 'utf8')));
    const operations = shown.filter(({ kind }) => kind === 'operation').map(({ text }) => text);
    expect(operations.length).toBeGreaterThan(15);
    for (const part of ['NumberOnes($after', 'Charts($after', 'Movers($range', '__schema', 'takeSnapshot'])
      expect(operations.some((text) => text.includes(part))).toBe(true);
    expect(shown.map(({ text }) => text)).toContain('chartEvents(range, kinds, first, after)');
  });

  it.each(pages)('matches the schema in %s', (page) => {
    const text = readFileSync(page, 'utf8');
    const queries = queriesOf(page).map((query) => ({ text: query, kind: 'operation' as const }));
    const wrong = [...graphqlIn(text), ...queries].map(
      (shown) => [shown.text, mistakesIn(schema, shown)] as const,
    );
    expect(wrong.filter(([, mistakes]) => mistakes.length > 0)).toEqual([]);
  });

  it('matches the schema in its own descriptions', () => {
    const descriptions = [...sdl.matchAll(/"""(.*?)"""/gs)].flatMap(([, text = '']) => codeIn(text));
    expect(descriptions.length).toBeGreaterThan(20);
    const wrong = descriptions.map((shown) => [shown.text, mistakesIn(schema, shown)] as const);
    expect(wrong.filter(([, mistakes]) => mistakes.length > 0)).toEqual([]);
  });
});

it.each([
  ['chartEvents(last: 5)', 'Unknown argument "last" on field "Query.chartEvents".'],
  ['chartEvents(first, last)', 'Unknown argument "last" on field "Query.chartEvents".'],
  ['viewer.nothing', 'Cannot query field "nothing" on type "Viewer".'],
  ['Coverage.gaps(after)', 'Unknown argument "after" on field "Coverage.gaps".'],
  ['artist(id) { birthday }', 'Cannot query field "birthday" on type "Artist".'],
  ['viewer.coverage(range).nothing', 'Cannot query field "nothing" on type "Coverage".'],
  ['viewer.coverage(range).gaps', undefined],
  ['chart(on, comparedTo)', undefined],
  ['viewer { connection { status } }', undefined],
  ['Coverage.gaps(before)', undefined],
  ['computeCoverage(days)', undefined],
])('the first mistake in the sentence part %s is %s', (text, mistake) => {
  expect(mistakesIn(schema, { text, kind: 'part' })[0]).toBe(mistake);
});
