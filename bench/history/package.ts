import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Zip, ZipDeflate } from 'fflate';
import { seededRandom } from '../charts/listening.js';

/** Artists of the whole history, and those in rotation at one time, which change as the years pass. */
const ARTISTS = 5_000;
const ROTATION = 300;
/** The share of plays of any artist, whether in rotation or not. */
const STRAY_SHARE = 0.1;
/** Plays under 30 seconds for each play that counts. */
const SHORT_SHARE = 0.12;
/** Records of a file; a real one has about as many. */
const RECORDS_PER_FILE = 16_000;
const DAY_MS = 86_400_000;

/** The size of a package. */
export interface PackageSize {
  readonly records: number;
  readonly packedMb: number;
  readonly unpackedMb: number;
}

/**
 * Writes an archive as Spotify's extended streaming history, the same in every run.
 *
 * @param plays plays that count, evenly over the days; others are added to them
 * @param firstDay the first day, in milliseconds since 1970
 */
export async function writePackage(
  path: string,
  { plays, firstDay, days }: { plays: number; firstDay: number; days: number },
): Promise<PackageSize> {
  const file = createWriteStream(path);
  const zip = new Zip((error, bytes) => {
    if (error) file.destroy(error);
    else file.write(bytes);
  });
  let [records, unpackedBytes] = [0, 0];
  const all = playRecords(plays, firstDay, days);
  for (let number = 0, next = all.next(); !next.done; number += 1) {
    const entry = new ZipDeflate(
      `Spotify Extended Streaming History/Streaming_History_Audio_${next.value.ts.slice(0, 4)}_${number}.json`,
      { level: 1 },
    );
    zip.add(entry);
    for (let count = 0; !next.done && count < RECORDS_PER_FILE; count += 1, next = all.next()) {
      const text = `${count === 0 ? '[' : ','}\n  ${JSON.stringify(next.value, null, 2).replaceAll('\n', '\n  ')}`;
      unpackedBytes += text.length;
      entry.push(Buffer.from(text));
      records += 1;
    }
    entry.push(Buffer.from('\n]\n'), true);
    if (file.writableNeedDrain) await once(file, 'drain');
  }
  zip.end();
  file.end();
  await once(file, 'close');
  return { records, packedMb: file.bytesWritten / 1e6, unpackedMb: unpackedBytes / 1e6 };
}

/** Generates records in order of time. */
function* playRecords(plays: number, firstDay: number, days: number): Generator<{ readonly ts: string }> {
  const random = seededRandom(11);
  for (let play = 0; play < plays; play += 1) {
    const begins = ((ARTISTS - ROTATION) * play) / plays;
    const isStray = random() < STRAY_SHARE;
    // Artists early in the rotation are played more.
    const place = isStray ? random() * ARTISTS : begins + random() ** 2 * ROTATION;
    const artist = 1 + Math.floor(place);
    const endedAt = firstDay + ((play + random()) / plays) * days * DAY_MS;
    if (random() < SHORT_SHARE) yield recordOf(artist, endedAt - 20_000, Math.floor(random() * 30_000));
    yield recordOf(artist, endedAt, 30_000 + Math.floor(random() * 250_000));
  }
}

function recordOf(artist: number, endedAt: number, milliseconds: number) {
  const track = `${artist % 7}track${artist}`.padEnd(22, '0');
  return {
    ts: `${new Date(endedAt).toISOString().slice(0, 19)}Z`,
    platform: 'android',
    ms_played: milliseconds,
    conn_country: 'SE',
    ip_addr: '198.51.100.7',
    master_metadata_track_name: `Track ${artist % 7} of artist ${artist}`,
    master_metadata_album_artist_name: `Artist ${artist}`,
    master_metadata_album_album_name: `Album ${artist % 3}`,
    spotify_track_uri: `spotify:track:${track}`,
    episode_name: null,
    episode_show_name: null,
    spotify_episode_uri: null,
    audiobook_title: null,
    audiobook_uri: null,
    audiobook_chapter_uri: null,
    audiobook_chapter_title: null,
    reason_start: 'trackdone',
    reason_end: milliseconds < 30_000 ? 'fwdbtn' : 'trackdone',
    shuffle: false,
    skipped: milliseconds < 30_000,
    offline: null,
    offline_timestamp: Math.floor(endedAt / 1_000) - 180,
    incognito_mode: false,
  };
}
