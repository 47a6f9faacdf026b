import { describe, expect, it } from '@jest/globals';
import { type PackedFile, zip } from './archive.fixture.js';
import { accountRecord, extendedRecord, json, jsonLines, listen, readAll } from './history.fixture.js';

const FOLDER = 'Spotify Extended Streaming History';
const AUDIO = `${FOLDER}/Streaming_History_Audio_2019-2020_3.json`;

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
        {
          name: 'listens/2024/6.jsonl',
          content: jsonLines(listen(), listen({ listened_at: 7 })),
          stored: true,
        },
        { name: 'listens/2024/12.jsonl', content: jsonLines(listen()).trim() },
        { name: 'feedback.jsonl', content: jsonLines({ score: 1 }) },
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
});
