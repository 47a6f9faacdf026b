import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, getNullableType, isLeafType, isListType, isObjectType } from 'graphql';
import { listSizes } from './list-sizes.js';

const sizes = listSizes(40, () => '2026-11-22');
const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));

function size(
  list: string,
  given: Record<string, unknown> = {},
  above: Record<string, unknown> = {},
): number {
  return sizes[list]?.(given, above) ?? Number.NaN;
}

it('listSizes has every list of objects in the schema, and nothing else', () => {
  const lists = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : [],
    )
    .filter(({ field: { type } }) => isListType(getNullableType(type)) && !isLeafType(getNamedType(type)))
    .map(({ type, field }) => `${type.name}.${field.name}`);
  expect(lists.toSorted()).toEqual(Object.keys(sizes).toSorted());
});

describe('listSizes', () => {
  it.each([
    ['TopArtists.entries', {}, { limit: 50 }, 50],
    ['TopArtists.entries', {}, { limit: 101 }, 0],
    ['Chart.entries', {}, {}, 40],
    ['Chart.entries', { first: 7 }, {}, 7],
    ['Chart.entries', { first: 0 }, {}, 0],
    ['Chart.dropouts', {}, {}, 40],
    ['ChartConnection.nodes', {}, {}, 20],
    ['ChartConnection.edges', {}, { first: 3 }, 3],
    ['ChartConnection.nodes', {}, { first: null, last: 4 }, 4],
    ['ChartConnection.nodes', {}, { first: 9, last: 4 }, 4],
    ['ChartEventConnection.nodes', {}, { first: 100 }, 100],
    ['ArtistConnection.nodes', {}, { search: 'a' }, 20],
    ['ArtistConnection.edges', {}, { first: 8 }, 8],
    ['Artist.images', {}, {}, 1],
    ['YearEndChart.entries', {}, {}, 50],
    ['Query.momentum', {}, {}, 120],
    ['Coverage.gaps', { first: null }, {}, 20],
    ['Viewer.accessTokens', {}, {}, 50],
    ['Viewer.shares', {}, {}, 20],
    ['ListenerComparison.common', {}, {}, 40],
    ['ListenerComparison.onlyYours', {}, {}, 40],
    ['ListenerComparison.onlyTheirs', {}, {}, 40],
    ['Reconstruction.agreement', {}, {}, 3],
    ['TakeSnapshotPayload.results', {}, {}, 3],
  ])('returns for %s with %j below a field with %j: %i', (list, given, above, expected) => {
    expect(size(list, given, above)).toBe(expected);
  });
});

describe('listSizes of a rank history', () => {
  it.each([
    [{ interval: 'DAY', from: '2026-11-03', to: '2026-11-22' }, 1],
    [{ interval: 'DAY', from: '2026-11-02', to: '2026-11-22' }, 2],
    [{ interval: 'DAY', from: '2026-11-03' }, 1],
    [{ interval: 'WEEK', from: '2026-01-01', to: '2026-12-31' }, 3],
    [{ interval: 'MONTH', from: '2026-01-01', to: '2026-12-31' }, 1],
    [{ interval: 'DAY', from: '2026-11-22', to: '2026-11-21' }, 0],
    [{ interval: 'DAY', from: '0001-01-01', to: '9999-12-31' }, 500],
    // Without a first day: ten years.
    [{ interval: 'WEEK' }, 27],
    [{ interval: 'DAY', to: null, from: null }, 183],
  ])('counts %j as %i objects', (given, expected) => {
    expect(size('Artist.rankHistory', given)).toBe(expected);
  });
});
