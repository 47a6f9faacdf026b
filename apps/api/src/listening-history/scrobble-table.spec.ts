import { describe, expect, it } from '@jest/globals';
import { readAll, refusalOf } from './history.fixture.js';

const NEW_YEAR = Date.UTC(2023, 11, 31, 23, 59) / 1_000;

async function readTable(...lines: readonly string[]): Promise<unknown[]> {
  const events = await readAll('text/csv', lines.join('\n'));
  return events.map((event) =>
    'play' in event && event.play ? [event.play.playedAt, event.play.artist, event.play.track] : event,
  );
}

describe('a Last.fm table', () => {
  it.each<[what: string, lines: string[]]>([
    ['without a header', ['The Invented,Harbour,Paper Boats,31 Dec 2023 23:59']],
    ['with quotes around all', ['"The Invented","Harbour","Paper Boats","31 Dec 2023, 23:59"']],
    [
      'with a header and both dates',
      [
        '"uts","utc_time","artist","artist_mbid","album","album_mbid","track","track_mbid"',
        `"${NEW_YEAR}","31 Dec 2023, 23:59","The Invented","","Harbour","","Paper Boats",""`,
      ],
    ],
    [
      'with columns in another order',
      ['Track Name;Date;Artist Name', 'Paper Boats;2023-12-31T23:59:00Z;The Invented'],
    ],
    ['with tabs', ['date\ttrack\tartist', '2023-12-31 23:59\tPaper Boats\tThe Invented']],
    ['with a byte order mark', ['\uFEFFartist,album,track,date', `The Invented,,Paper Boats,${NEW_YEAR}`]],
    ['with blank lines and CRLF', ['The Invented,,Paper Boats,31 Dec 2023 23:59\r', '\r', '']],
    ['with a fraction of a second', ['artist,track,date', `The Invented,Paper Boats,${NEW_YEAR}.0`]],
    ['with an offset', ['artist,track,date', 'The Invented,Paper Boats,2024-01-01T01:59:00+02:00']],
  ])('is read %s', async (_, lines) => {
    expect(await readTable(...lines)).toEqual([[NEW_YEAR, 'The Invented', 'Paper Boats']]);
  });

  it('keeps quotes, commas and line breaks of names', async () => {
    const plays = await readTable(
      '"O""Neil, Kid",,"Song, Two","31 Dec 2023, 23:59"',
      'A 7" Kid,,"a',
      'b",1704067140',
    );
    expect(plays).toEqual([
      [NEW_YEAR, 'O"Neil, Kid', 'Song, Two'],
      [NEW_YEAR, 'A 7" Kid', 'a\nb'],
    ]);
  });

  it('leaves out the track that is playing, clocks that were not set, and rows without an artist', async () => {
    const events = await readTable(
      'The Invented,,Paper Boats,',
      'The Invented,,Paper Boats,01 Jan 1970 00:00',
      'The Invented,,Paper Boats,-3600',
      ',,Paper Boats,31 Dec 2023 23:59',
    );
    expect(events).toEqual([
      { position: { file: null, line: 1 }, skipped: 'undated' },
      { position: { file: null, line: 2 }, skipped: 'undated' },
      { position: { file: null, line: 3 }, skipped: 'undated' },
      { position: { file: null, line: 4 }, skipped: 'notMusic' },
    ]);
  });

  it.each<[why: string, line: number, reason: string, file: string | Buffer]>([
    ['a date of another kind', 2, 'its date must be', 'A,,B,31 Dec 2023 23:59\nA,,B,12/31/2023'],
    ['a day that does not exist', 1, 'its date must be', 'A,,B,31 Feb 2023 23:59'],
    ['another table', 1, 'it has 2 columns', 'name,price\nA,1'],
    ['a row that ends too early', 3, 'it has 2 columns', 'artist,track,date\nA,B,1704067140\nA,B'],
    ['bytes that are not UTF-8', 3, 'not UTF-8', Buffer.from('A,,B,1\nA,,B,1\n\xE9,,B,1\nA,,B,1', 'latin1')],
    ['a quote that is not closed', 2, 'a quote is not closed', 'A,,B,1704067140\n"A,,B,1704067140'],
    ['a row that never ends', 2, 'longer than', `A,,B,1704067140\n"${'A\n'.repeat(100_000)}`],
    ['a line that never ends', 2, 'longer than', `A,,B,1704067140\n${','.repeat(1_000_000)}`],
  ])('is refused for %s', async (_, line, reason, file) => {
    const refusal = await refusalOf('text/csv', file);
    expect(refusal.message).toContain(reason);
    if (reason === 'longer than' && line === 2) expect(refusal.details['line']).toBeGreaterThanOrEqual(line);
    else expect(refusal.details).toEqual({ line });
  });

  it('is refused in UTF-16', async () => {
    const { message } = await refusalOf('text/csv', Buffer.from('\uFEFFA,,B,1', 'utf16le'));
    expect(message).toBe('This file: it is UTF-16; save it as UTF-8. Nothing was imported.');
  });
});
