import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BadHistoryError } from '../errors/client-error.js';
import { type PackedFile, zip } from './archive.fixture.js';
import { readArchive } from './archive.js';
import { chunksOf, extendedRecord, json, jsonLines, listen, readAll, refusalOf } from './history.fixture.js';

const AUDIO = 'MyData/Streaming_History_Audio_2019-2020_3.json';
const MIB = 1024 ** 2;

describe('an archive', () => {
  it.each<[how: string, file: Omit<PackedFile, 'name' | 'content'>]>([
    ['stored', { stored: true }],
    ['deflated', {}],
    ['deflated to a pipe', { streamed: true }],
    ['for sizes over 4 GiB', { zip64: true }],
    ['for sizes over 4 GiB, to a pipe', { zip64: true, streamed: true }],
  ])('is read when packed %s, with every byte in a chunk of its own', async (_, how) => {
    // The signature of a descriptor in the data must not end a file.
    const content = json(...Array.from({ length: 20 }, () => extendedRecord({ platform: 'PK\u0007\u0008' })));
    const file = zip({ name: 'a.txt', content: 'PK\u0007\u0008', ...how }, { name: AUDIO, content, ...how });
    const events = await readAll(
      'application/zip',
      file,
      Array.from(file, () => 1),
    );
    expect(events).toMatchObject([{ ignoredFile: 'a.txt' }, { play: { artist: 'The Invented' } }]);
  });

  it.each<[why: string, file: Buffer, message: string]>([
    ['it is no archive', Buffer.from(json(extendedRecord())), 'This file: it is not a zip archive.'],
    ['it is empty', Buffer.alloc(0), 'This file: the archive ends too early.'],
    [
      'it has nothing to read',
      zip({ name: 'Userdata.json', content: '{}' }),
      'This file: it has no listening history',
    ],
    ['it is encrypted', zip({ name: AUDIO, content: '[]', encrypted: true }), `${AUDIO}: it is encrypted.`],
    [
      'its method is unknown',
      zip({ name: AUDIO, content: '[]', method: 9 }),
      `${AUDIO}: it is packed by a method`,
    ],
    [
      'a size is unknown',
      zip({ name: AUDIO, content: '[]', stored: true, streamed: true }),
      'its size is not known',
    ],
    ['a checksum is wrong', zip({ name: AUDIO, content: '[]', crc: 7 }), `${AUDIO}: it is damaged.`],
    [
      'a checksum that follows is wrong',
      zip({ name: AUDIO, content: '[]', crc: 7, streamed: true }),
      'is damaged',
    ],
    [
      'its data is damaged',
      zip({ name: AUDIO, content: '\x07junk', method: 8, stored: true }),
      `${AUDIO}: it is damaged.`,
    ],
    [
      'its content is foreign',
      zip({ name: AUDIO, content: '[{"a":1}]' }),
      `${AUDIO}, record 1: it is not a play`,
    ],
    [
      'its lines are foreign',
      zip({ name: '1.jsonl', content: jsonLines(listen(), {}) }),
      '1.jsonl, line 2: it is not a play',
    ],
    [
      'a name has two lines',
      zip({ name: 'a\n/1.jsonl', content: 'x' }),
      'A/1.jsonl, line 1: it is not JSON.',
    ],
  ])('is refused when %s', async (_, file, message) => {
    expect((await refusalOf('application/zip', file)).message).toContain(message);
  });

  it('is refused when it ends too early, wherever that is', async () => {
    const whole = zip(
      { name: AUDIO, content: json(extendedRecord()), streamed: true },
      { name: '1.jsonl', content: jsonLines(listen()) },
    );
    for (let length = 0; length < whole.length; length += 7) {
      const { message } = await refusalOf('application/zip', whole.subarray(0, length));
      expect(message).toMatch(/ends too early|is damaged/);
    }
  });

  it.each(['bomb.txt', AUDIO])('is refused as soon as it unpacks to too much, into %s', async (name) => {
    const file = zip(
      { name, content: Buffer.alloc(2 * MIB, '['), streamed: true },
      { name: '1.jsonl', content: '' },
    );
    const reading = async (): Promise<void> => {
      for await (const entry of readArchive(chunksOf(file), MIB)) await entry.finish();
    };
    await expect(reading()).rejects.toThrow('the archive unpacks to more than 0.0009765625 GiB');
  });

  it('is read or refused, and nothing else, when any of its bytes are changed', async () => {
    const content = json(
      ...Array.from({ length: 30 }, (_, index) => extendedRecord({ ms_played: index * 9_000 })),
    );
    const whole = zip(
      { name: 'a.txt', content, streamed: true },
      { name: AUDIO, content, streamed: true },
      { name: 'endsong_0.json', content, zip64: true },
      { name: '1.jsonl', content: jsonLines(listen()), stored: true },
    );
    const property = fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 20 }),
      async (changes, chunkSizes) => {
        const changed = Buffer.from(whole);
        for (const [place, byte] of changes) changed[place] = byte;
        const outcome = await readAll('application/zip', changed, chunkSizes).catch(
          (error: unknown) => error,
        );
        if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(BadHistoryError);
      },
    );
    await fc.assert(property, { numRuns: 200 });
  }, 60_000);
});
