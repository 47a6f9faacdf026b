import { BadHistoryError, type HistoryPosition, printableName } from '../errors/client-error.js';
import { readArchive } from './archive.js';
import { JsonRecords } from './json-records.js';
import { type LocatedListen, type PlausibleTimes, PlayFilter, type PlayRecord } from './plays.js';
import type { RecordFormat } from './record-format.js';
import { parseRecord, readLineBlocks, recordLines, splitBlock, withoutByteOrderMark } from './records.js';
import {
  ACCOUNT_DATA,
  EXTENDED_HISTORY,
  KOITO_LISTENS,
  LISTENBRAINZ_LISTENS,
  MALOJA_SCROBBLES,
} from './known-formats.js';
import { readScrobbleTable } from './scrobble-table.js';

/** The content types of listening histories. */
export const HISTORY_TYPES = ['application/zip', 'application/json', 'text/csv'] as const;

export type HistoryType = (typeof HISTORY_TYPES)[number];

/** A file of the archive that is not read, or the notice that later records replace all records so far. */
type PackageEvent = { readonly ignoredFile: string } | { readonly superseded: true };

export type HistoryEvent = PlayRecord | PackageEvent;

const FORMATS: readonly RecordFormat[] = [
  EXTENDED_HISTORY,
  ACCOUNT_DATA,
  LISTENBRAINZ_LISTENS,
  MALOJA_SCROBBLES,
  KOITO_LISTENS,
];

/** What files in an archive hold, by their base names. Videos, podcasts and audiobooks have other names. */
const FILES: readonly { readonly name: RegExp; readonly format: RecordFormat }[] = [
  { name: /^(?:Streaming_History_Audio_.*|endsong(?:_\d+)?)\.json$/i, format: EXTENDED_HISTORY },
  { name: /^StreamingHistory(?:_music_)?\d+\.json$/i, format: ACCOUNT_DATA },
  { name: /^(?:[1-9]|1[0-2])\.jsonl$/, format: LISTENBRAINZ_LISTENS },
];

/**
 * Streams the plays of a listening history, whatever its format.
 *
 * @param times plays at other times count as undated
 * @throws {BadHistoryError} the file cannot be read to its end
 */
export async function* readHistory(
  type: HistoryType,
  bytes: AsyncIterable<Buffer>,
  times: PlausibleTimes,
): AsyncGenerator<HistoryEvent> {
  let filter = new PlayFilter(times);
  for await (const part of readParts(type, bytes)) {
    if (!Array.isArray(part)) {
      if ('superseded' in part) filter = new PlayFilter(times);
      yield part;
    } else {
      for (const located of part) {
        const record = filter.classify(located);
        if (record) yield record;
      }
    }
  }
}

/** Reads records in batches: one step of an asynchronous generator per record takes longer than parsing its JSON. */
function readParts(
  type: HistoryType,
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<LocatedListen[] | PackageEvent> {
  if (type === 'application/zip') return readPackage(bytes);
  const chunks = withoutByteOrderMark(bytes, null);
  return type === 'text/csv' ? readScrobbleTable(chunks) : readJson(chunks, null, FORMATS);
}

async function* readPackage(bytes: AsyncIterable<Buffer>): AsyncGenerator<LocatedListen[] | PackageEvent> {
  const accountFiles: string[] = [];
  let [isKnown, hasExtended] = [false, false];
  for await (const entry of readArchive(bytes)) {
    const { name } = entry;
    const format = FILES.find((file) => file.name.test(baseName(name)))?.format;
    if (!format || (format === ACCOUNT_DATA && hasExtended)) {
      if (baseName(name) !== '') yield { ignoredFile: printableName(name) };
      continue;
    }
    isKnown = true;
    if (format === ACCOUNT_DATA) accountFiles.push(printableName(name));
    if (format === EXTENDED_HISTORY && !hasExtended) {
      hasExtended = true;
      // The account data repeats the last year. Its files may come before or after these.
      if (accountFiles.length > 0) yield { superseded: true };
      for (const ignoredFile of accountFiles) yield { ignoredFile };
    }
    const chunks = withoutByteOrderMark(entry.read(), name);
    yield* format === LISTENBRAINZ_LISTENS
      ? readJsonLines(chunks, name, format)
      : readJson(chunks, name, [format]);
  }
  if (!isKnown) {
    throw new BadHistoryError({ file: null }, 'it has no listening history of Spotify or ListenBrainz in it');
  }
}

async function* readJson(
  chunks: AsyncIterable<Buffer>,
  file: string | null,
  formats: readonly RecordFormat[],
): AsyncGenerator<LocatedListen[]> {
  const records = new JsonRecords(file);
  let format: RecordFormat | null = null;
  for await (const chunk of chunks) {
    const batch: LocatedListen[] = [];
    for (const record of records.read(chunk)) {
      const { position } = records;
      format ??= recognise(
        record,
        formats.filter(({ list }) => list === records.list),
        position,
      );
      batch.push({ listen: format.read(record, position), position });
    }
    yield batch;
  }
  records.end();
}

async function* readJsonLines(
  chunks: AsyncIterable<Buffer>,
  file: string,
  format: RecordFormat,
): AsyncGenerator<LocatedListen[]> {
  for await (const block of readLineBlocks(chunks, recordLines(file))) {
    const batch: LocatedListen[] = [];
    for (const { line, bytes } of splitBlock(block)) {
      if (bytes.toString('latin1').trim() === '') continue;
      const position = { file, line };
      const record = parseRecord(bytes, position);
      batch.push({ listen: recognise(record, [format], position).read(record, position), position });
    }
    yield batch;
  }
}

/** @throws {BadHistoryError} the record is of no known format */
function recognise(
  record: object,
  formats: readonly RecordFormat[],
  position: HistoryPosition,
): RecordFormat {
  const format = formats.find((one) => one.recognises(record));
  if (format) return format;
  throw new BadHistoryError(position, 'it is not a play as Spotify, ListenBrainz, Maloja or Koito export it');
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
