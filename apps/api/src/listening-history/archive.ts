import { BadHistoryError } from '../errors/client-error.js';
import { ArchiveEntry } from './archive-entry.js';
import { ByteSource } from './byte-source.js';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;
const END = 0x06054b50;

/** Spotify's package has about 40 files. */
const MAX_ENTRIES = 10_000;
const GIB = 1024 ** 3;

/**
 * Reads a zip archive from its beginning to its end, without holding it; ADR 21 says why no library does. Files that the
 * caller does not read are skipped.
 *
 * @throws {BadHistoryError} it is not a zip archive, incomplete, damaged, or of a kind that cannot be read forward
 */
export async function* readArchive(
  bytes: AsyncIterable<Buffer>,
  maxUnpackedBytes = 4 * GIB,
): AsyncGenerator<ArchiveEntry> {
  const source = new ByteSource(bytes, () => failure('the archive ends too early'));
  let [entries, unpacked] = [0, 0];
  const countUnpacked = ({ name }: ArchiveEntry, length: number): void => {
    unpacked += length;
    if (unpacked <= maxUnpackedBytes) return;
    throw new BadHistoryError(
      { file: name },
      `the archive unpacks to more than ${maxUnpackedBytes / GIB} GiB`,
    );
  };
  try {
    for (;;) {
      const signature = await readSignature(source);
      if (signature !== LOCAL_HEADER) return await readDirectory(source, signature, entries);
      entries += 1;
      if (entries > MAX_ENTRIES)
        throw failure(`an archive can have ${MAX_ENTRIES.toLocaleString('en')} files`);
      const entry = await ArchiveEntry.readHeader(source, countUnpacked);
      yield entry;
      await entry.finish();
    }
  } finally {
    await source.close();
  }
}

/** Reads the directory at the end, which shows that the archive is complete. */
async function readDirectory(source: ByteSource, first: number, entries: number): Promise<void> {
  let listed = 0;
  for (let signature = first; signature !== END; signature = await readSignature(source)) {
    if (signature === CENTRAL_HEADER) {
      const header = await source.exactly(42);
      await source.skip(header.readUInt16LE(24) + header.readUInt16LE(26) + header.readUInt16LE(28));
      listed += 1;
    } else if (signature === ZIP64_END) {
      await source.skip(Number((await source.exactly(8)).readBigUInt64LE()));
    } else if (signature === ZIP64_LOCATOR) {
      await source.skip(16);
    } else {
      throw failure(entries === 0 ? 'it is not a zip archive' : 'the archive is damaged');
    }
  }
  await source.exactly(18);
  if (listed !== entries) throw failure('the archive is damaged');
  await source.drain();
}

async function readSignature(source: ByteSource): Promise<number> {
  return (await source.exactly(4)).readUInt32LE();
}

function failure(reason: string): BadHistoryError {
  return new BadHistoryError({ file: null }, reason);
}
