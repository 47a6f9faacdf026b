import { describe, expect, it } from '@jest/globals';
import { type PackedFile, zip } from './archive.fixture.js';
import { readArchive } from './archive.js';
import { accountRecord, chunksOf, extendedRecord, listen, readAll, refusalOf } from './history.fixture.js';

const FOLDER = 'Spotify Extended Streaming History';
const MIB = 1024 ** 2;
const AUDIO = `${FOLDER}/Streaming_History_Audio_2019-2020_3.json`;

const json = (...records: readonly object[]): string => JSON.stringify(records, null, 2);
const lines = (...records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** Reads an archive, and returns the artist or the skip of each record, and all other events. */
async function readZip(...files: readonly PackedFile[]): Promise<unknown[]> {
  const events = await readAll('application/zip', zip(...files));
  return events.map((event) =>
    'play' in event && event.play ? event.play.artist : 'skipped' in event ? event.skipped : event,
  );
}

describe('an archive', () => {
  it.each([
    ['of 2017', 'MyData/endsong_0.json'],
    ['of 2023', AUDIO],
    ['of one year', `${FOLDER}/Streaming_History_Audio_2017_1.json`],
    ['that was packed again', 'streaming_history_audio_2017_10.json'],
    ['that was packed on Windows', 'My data\\Streaming_History_Audio_2017_1.json'],
  ])("with Spotify's extended history %s is read", async (_, name) => {
    expect(await readZip({ name, content: json(extendedRecord()) })).toEqual(['The Invented']);
  });

  it.each(['Spotify Account Data/StreamingHistory_music_0.json', 'MyData/StreamingHistory1.json'])(
    "with Spotify's account data in %s is read",
    async (name) => {
      expect(await readZip({ name, content: json(accountRecord()) })).toEqual(['The Invented']);
    },
  );

  it('with an export of ListenBrainz is read, line by line', async () => {
    const events = await readAll(
      'application/zip',
      zip(
        { name: 'user.json', content: '{}', stored: true },
        { name: 'listens/', content: '', stored: true, streamed: true },
        { name: 'listens/2024/', content: '', stored: true },
        { name: 'listens/2024/6.jsonl', content: lines(listen(), listen({ listened_at: 7 })), stored: true },
        { name: 'listens/2024/12.jsonl', content: lines(listen()).trim() },
        { name: 'feedback.jsonl', content: lines({ score: 1 }) },
      ),
    );
    expect(events).toMatchObject([
      { ignoredFile: 'user.json' },
      { position: { file: 'listens/2024/6.jsonl', line: 1 }, play: { artist: 'The Invented feat. Guest' } },
      { position: { file: 'listens/2024/6.jsonl', line: 2 }, skipped: 'undated' },
      { position: { file: 'listens/2024/12.jsonl', line: 1 }, play: { artist: 'The Invented feat. Guest' } },
      { ignoredFile: 'feedback.jsonl' },
    ]);
  });

  it('lists what it ignores: videos, podcasts, audiobooks, attributes of files and the unknown', async () => {
    const ignored = [
      `${FOLDER}/Streaming_History_Video_2020-2025.json`,
      'MyData/endvideo.json',
      'Spotify Account Data/StreamingHistory_podcast_0.json',
      'Spotify Account Data/StreamingHistory_audiobook_0.json',
      'Spotify Account Data/Userdata.json',
      `__MACOSX/${FOLDER}/._Streaming_History_Audio_2019-2020_3.json`,
      `${FOLDER}/ReadMeFirst_ExtendedStreamingHistory.pdf`,
    ];
    const files = ignored.map((name, index) => ({ name, content: '\0binary', streamed: index % 2 === 0 }));
    const events = await readZip(...files, { name: AUDIO, content: json(extendedRecord()) });
    expect(events).toEqual([...ignored.map((ignoredFile) => ({ ignoredFile })), 'The Invented']);
  });

  it('with both packages of Spotify gives the extended history only, whichever comes first', async () => {
    const account = [0, 1].map((number) => ({
      name: `StreamingHistory_music_${number}.json`,
      content: json(accountRecord({ artistName: `Account ${number}` })),
    }));
    const [first, last] = account;
    const extended = { name: AUDIO, content: json(extendedRecord()) };
    if (!first || !last) throw new Error('there are two files');
    expect(await readZip(first, extended, last)).toEqual([
      'Account 0',
      { superseded: true },
      { ignoredFile: first.name },
      'The Invented',
      { ignoredFile: last.name },
    ]);
  });

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
      zip({ name: '1.jsonl', content: lines(listen(), {}) }),
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
      { name: '1.jsonl', content: lines(listen()) },
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
});
