import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type Parser } from 'csv-parse';
import { z } from 'zod';
import { BadHistoryError, type HistoryPosition } from '../errors/client-error.js';
import type { Listen, LocatedListen } from './plays.js';
import { nameOf, parseTableTime } from './record-format.js';
import { type LineBlock, MAX_RECORD_BYTES, readLineBlocks, recordLines } from './records.js';

/** Names of columns, in lower case, letters and digits only. The first that a header has counts. */
const COLUMNS = {
  artist: ['artist', 'artistname'],
  track: ['track', 'trackname', 'title', 'song'],
  date: ['uts', 'timestamp', 'unixtime', 'utctime', 'date', 'datetime', 'time', 'playedat', 'listenedat'],
};
/** The columns of a table without a header: artist, album, track, date. */
const WITHOUT_HEADER = { artist: 0, track: 2, date: 3 };

type Columns = Record<keyof typeof COLUMNS, number>;

const row = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });

/**
 * Reads a table of Last.fm scrobbles, with or without a header.
 *
 * @throws {BadHistoryError}
 */
export async function* readScrobbleTable(chunks: AsyncIterable<Buffer>): AsyncGenerator<LocatedListen[]> {
  const blocks = readLineBlocks(chunks, recordLines(null));
  const first = await blocks.next();
  if (first.done) return;
  const parser = parse({
    delimiter: findDelimiter(first.value.bytes),
    info: true,
    max_record_size: MAX_RECORD_BYTES,
    relax_column_count: true,
    // An old tool writes quotes into fields without quoting them.
    relax_quotes: true,
    skip_empty_lines: true,
  });
  // The parser fails with the same error.
  pipeline(join(first.value, blocks), parser).catch(() => undefined);
  let columns: Columns | null = null;
  try {
    for await (const value of parser) {
      const { record, info } = row.parse(value);
      const position = { file: null, line: info.lines };
      if (columns === null) {
        const header = findColumns(record);
        columns = header ?? WITHOUT_HEADER;
        if (header) continue;
      }
      yield [{ listen: readRow(record, columns, position), position }];
    }
  } catch (error) {
    throw error instanceof CsvError ? explain(error, parser) : error;
  }
}

async function* join(first: LineBlock, rest: AsyncIterable<LineBlock>): AsyncGenerator<Buffer> {
  yield first.bytes;
  for await (const { bytes } of rest) yield bytes;
}

/** Returns the separator that is most frequent in the first line. */
function findDelimiter(bytes: Buffer): string {
  const [line = ''] = bytes.toString().split('\n', 1);
  const count = (delimiter: string): number => line.split(delimiter).length;
  return [',', ';', '\t'].reduce((one, other) => (count(other) > count(one) ? other : one));
}

/** Finds the columns that a header names; null if the row is not a header. */
function findColumns(cells: readonly string[]): Columns | null {
  const names = cells.map((cell) => cell.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  const find = (wanted: readonly string[]): number =>
    names.indexOf(wanted.find((name) => names.includes(name)) ?? 'no column');
  const columns = { artist: find(COLUMNS.artist), track: find(COLUMNS.track), date: find(COLUMNS.date) };
  return columns.artist === -1 || columns.date === -1 ? null : columns;
}

function readRow(
  cells: readonly string[],
  { artist, track, date }: Columns,
  position: HistoryPosition,
): Listen {
  if (cells.length <= Math.max(artist, track, date)) {
    throw new BadHistoryError(
      position,
      `it has ${cells.length} columns; artist, album, track and date are needed, or a header that names them`,
    );
  }
  const when = cells[date]?.trim() ?? '';
  const playedAt = when === '' ? null : parseTableTime(when);
  if (when !== '' && playedAt === null) {
    throw new BadHistoryError(position, 'its date must be as in "31 Dec 2023, 23:59", Unix seconds or ISO');
  }
  return {
    music: true,
    privateSession: false,
    playedAt,
    artist: nameOf(cells[artist]),
    track: nameOf(cells[track]),
    trackUri: null,
    milliseconds: null,
  };
}

/** The parser's own message may quote the table. */
function explain({ code }: CsvError, { info }: Parser): BadHistoryError {
  const reasons: Partial<Record<string, string>> = {
    CSV_MAX_RECORD_SIZE: `it is longer than ${MAX_RECORD_BYTES} bytes; a quote may not be closed`,
    CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
  };
  return new BadHistoryError({ file: null, line: info.lines }, reasons[code] ?? 'it is not CSV');
}
