import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BadHistoryError } from '../errors/client-error.js';
import { zip } from './archive.fixture.js';
import type { HistoryType } from './history-file.js';
import { JsonRecords } from './json-records.js';
import { accountRecord, extendedRecord, listen, readAll, refusalOf } from './history.fixture.js';

/** Files of every format. */
function filesOf(names: readonly string[]): readonly (readonly [HistoryType, string | Buffer])[] {
  const records = names.map((name, index) =>
    extendedRecord({ master_metadata_album_artist_name: name, ms_played: index * 20_000 }),
  );
  const listens = names.map((name) => listen({}, { artist_name: name }));
  const archive = zip(
    { name: 'endsong_0.json', content: JSON.stringify(records), streamed: true },
    { name: 'StreamingHistory0.json', content: JSON.stringify([accountRecord()]) },
    { name: '1.jsonl', content: listens.map((one) => `${JSON.stringify(one)}\n`).join(''), stored: true },
  );
  const scrobbles = names.map((name, time) => ({ time, track: { artists: [name] } }));
  return [
    ['application/json', `\uFEFF${JSON.stringify(records, null, '\t')}\r\n`],
    ['application/json', JSON.stringify({ maloja: [{ '"]}': '\\' }], scrobbles, x: [1, 'a"'] })],
    ['application/zip', archive],
    ['text/csv', names.map((name) => `"${name.replaceAll('"', '""')}",,b,1704067140\n`).join('')],
  ];
}

describe('readHistory', () => {
  it('gives the same plays however the bytes are split into chunks', async () => {
    const property = fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.nat({ max: 200 }), { maxLength: 200 }),
      async (names, chunkSizes) => {
        for (const [type, file] of filesOf(names)) {
          expect(await readAll(type, file, chunkSizes)).toEqual(await readAll(type, file));
        }
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });
});

describe('JsonRecords', () => {
  it('accepts what JSON.parse takes for a list of objects, and finds the same objects', () => {
    const list = fc.array(fc.object({ maxDepth: 3 }), { maxLength: 4 });
    const change = fc.record({
      at: fc.nat({ max: 200 }),
      length: fc.nat({ max: 2 }),
      text: fc.constantFrom(...'[]{},:"\\ 1a\n', ''),
    });
    const property = fc.property(
      list,
      fc.constantFrom(undefined, '\t'),
      fc.option(change),
      fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 20 }),
      (objects, indent, changed, chunkSizes) => {
        let text = JSON.stringify(objects, null, indent);
        if (changed)
          text = text.slice(0, changed.at) + changed.text + text.slice(changed.at + changed.length);
        expect(JSON.stringify(readRecords(text, chunkSizes))).toBe(JSON.stringify(parseList(text)));
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});

/** Returns the records that the scanner finds; null if it refuses the text. */
function readRecords(text: string, chunkSizes: readonly number[]): object[] | null {
  const records = new JsonRecords(null);
  const found: object[] = [];
  const bytes = Buffer.from(text);
  try {
    let start = 0;
    for (const size of [...chunkSizes, bytes.length]) {
      found.push(...records.read(bytes.subarray(start, start + size)));
      start += size;
    }
    records.end();
    return found;
  } catch (error) {
    expect(error).toBeInstanceOf(BadHistoryError);
    return null;
  }
}

/** Returns the objects of a list; null if the text is anything else. */
function parseList(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const isList = Array.isArray(value) && value.every((one) => isObject(one));
    return isList ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const RECORD = JSON.stringify(extendedRecord());

describe('a JSON file', () => {
  it.each<[why: string, record: number | undefined, reason: string, file: string | Buffer]>([
    ['it is empty', undefined, 'ends too early', ''],
    ['it is a text', undefined, 'not a JSON list or object', '"text"'],
    ['it is foreign', 1, 'not a play', '[{"playlist":1}]'],
    ['it has no list', undefined, 'holds no list of plays', '{"listens":{},"scrobbles":1}'],
    ['its list is of another format', 1, 'not a play', `{"scrobbles":[${RECORD}]}`],
    ['a record is a text', 2, 'not a JSON object', `[${RECORD},"{}"]`],
    ['a record is a list', 2, 'not a JSON object', `[${RECORD},[]]`],
    ['a record is null', 1, 'not a JSON object', '[null]'],
    ['a record in the middle is broken', 2, 'not JSON', `[${RECORD},{"ts":},${RECORD}]`],
    ['a quote is missing in the middle', 2, 'not JSON', `[${RECORD},{"ts:1},${RECORD},{"a":"b}]`],
    ['brackets do not match', 1, 'not JSON', '[{"ts":[}]]}'],
    ['a comma is missing', 1, 'not JSON', `[${RECORD}${RECORD}]`],
    ['a comma is too much', 2, 'not a JSON object', `[${RECORD},]`],
    ['it ends in a record', 2, 'ends too early', `[${RECORD},{"ts"`],
    ['it ends in the list', 1, 'ends too early', `[${RECORD},`],
    ['more follows', 1, 'not JSON', `[${RECORD}][]`],
    ['a key is no text', undefined, 'not JSON', '{1:[]}'],
    ['it is not UTF-8', 2, 'not UTF-8', Buffer.from(`[${RECORD},{"ts":"\xE9"}]`, 'latin1')],
    ['it is UTF-16', undefined, 'UTF-16', Buffer.from(`\uFEFF[${RECORD}]`, 'utf16le')],
    ['a value is of another type', 2, '"ts" must be text', `[${RECORD},{"ts":7}]`],
    [
      'a value inside is of another type',
      1,
      '"track_metadata.artist_name" must',
      '[{"track_metadata":{"artist_name":{}}}]',
    ],
    ['a time does not exist', 1, '"ts" must be a time', '[{"ts":"2021-02-29T00:00:00Z"}]'],
    ['a record is huge', 2, 'longer than 65536 bytes', `[${RECORD},{"ts":"${'a'.repeat(70_000)}"}]`],
    ['a record never ends', 1, 'longer than 65536 bytes', `[{"ts":"${'a'.repeat(10_000_000)}`],
    ['a record is nested deeply', 1, 'longer than 65536 bytes', `[{"ts":${'['.repeat(100_000)}`],
    ['a key never ends', undefined, 'longer than 65536 bytes', `{"${'a'.repeat(100_000)}`],
  ])('is refused when %s', async (_, record, reason, file) => {
    const refusal = await refusalOf('application/json', file);
    expect(refusal.message).toContain(reason);
    expect(refusal.message).toMatch(/Nothing was imported\.$/);
    expect(refusal.details).toEqual(record === undefined ? {} : { record });
  });

  it('is read with deep nesting and huge values where nothing is used', async () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    const file = `{"deep":${deep},"text":"${'a'.repeat(1_000_000)}","listens":[]}`;
    expect(await readAll('application/json', file)).toEqual([]);
    const nested = `[{"ts":null,"unknown":${'['.repeat(10_000)}${']'.repeat(10_000)}}]`;
    expect(await readAll('application/json', nested)).toMatchObject([{ skipped: 'notMusic' }]);
  });

  it('never quotes personal values in an error', async () => {
    const canary = 'canary-198.51.100.7';
    const personal = { username: canary, ip_addr: canary, conn_country: canary, platform: canary };
    const broken = JSON.stringify({ ...personal, ts: canary });
    for (const record of [
      broken,
      `${broken.slice(0, -1)},}`,
      JSON.stringify({ ...personal, ts: { a: canary } }),
    ]) {
      const refusal = await refusalOf('application/json', `[${record}]`);
      expect(
        `${refusal.message} ${JSON.stringify(refusal)} ${refusal.stack} ${String(refusal.cause)}`,
      ).not.toContain(canary);
    }
  });
});
