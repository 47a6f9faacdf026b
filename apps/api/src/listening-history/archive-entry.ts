import { crc32, createInflateRaw } from 'node:zlib';
import { BadHistoryError } from '../errors/client-error.js';
import type { ByteSource } from './byte-source.js';

const [STORED, DEFLATED] = [0, 8];
const [ENCRYPTED, DESCRIPTOR_FOLLOWS] = [0x1, 0x8];
const DESCRIPTOR = 0x08074b50;
const ZIP64 = 0x0001;
const IN_ZIP64 = 0xffffffff;
/** Bytes inflated at a time. */
const CHUNK_SIZE = 64 * 1024;

/** A file in a zip archive that is read from its beginning to its end. */
export class ArchiveEntry {
  private finished = false;
  /** Bytes of the archive that the data takes, once it has been read. */
  private packed = 0;

  private constructor(
    readonly name: string,
    private readonly source: ByteSource,
    private readonly countUnpacked: (entry: ArchiveEntry, bytes: number) => void,
    private readonly flags: number,
    private readonly method: number,
    private readonly crc: number,
    /** Bytes in the archive, and unpacked. Both are null if they follow the data. */
    private readonly size: number | null,
    private readonly unpackedSize: number | null,
  ) {}

  /**
   * Reads the header of a file, after its signature.
   *
   * @param countUnpacked called for all unpacked bytes; throws if they are too many
   */
  static async readHeader(
    source: ByteSource,
    countUnpacked: (entry: ArchiveEntry, bytes: number) => void,
  ): Promise<ArchiveEntry> {
    const header = await source.exactly(26);
    const flags = header.readUInt16LE(2);
    const name = (await source.exactly(header.readUInt16LE(22))).toString();
    const extra = await source.exactly(header.readUInt16LE(24));
    const [unpacked, packed] = readSizes(header.readUInt32LE(18), header.readUInt32LE(14), extra);
    const known = (flags & DESCRIPTOR_FOLLOWS) === 0 || packed > 0 || name.endsWith('/');
    return new ArchiveEntry(
      name,
      source,
      countUnpacked,
      flags,
      header.readUInt16LE(4),
      header.readUInt32LE(10),
      known ? packed : null,
      known ? unpacked : null,
    );
  }

  /**
   * Yields the unpacked bytes.
   *
   * @throws {BadHistoryError} they cannot be unpacked, or are damaged
   */
  async *read(): AsyncGenerator<Buffer> {
    if ((this.flags & ENCRYPTED) !== 0) throw this.failure('it is encrypted');
    if (this.method !== STORED && this.method !== DEFLATED) {
      throw this.failure('it is packed by a method that Headliner does not know; zip it again with Deflate');
    }
    if (this.method === STORED && this.size === null) {
      throw this.failure('its size is not known in advance; unpack the archive and zip it again');
    }
    let [unpacked, sum] = [0, 0];
    for await (const bytes of this.method === STORED ? this.readStored() : this.inflate()) {
      this.countUnpacked(this, bytes.length);
      unpacked += bytes.length;
      sum = crc32(bytes, sum);
      yield bytes;
    }
    const crc = await this.readDescriptor(unpacked);
    if (sum !== crc || unpacked !== (this.unpackedSize ?? unpacked)) throw this.failure('it is damaged');
    this.finished = true;
  }

  /** Skips the file if it has not been read. */
  async finish(): Promise<void> {
    if (this.finished) return;
    if (this.size === null) {
      const unpacked = this.read();
      while (!(await unpacked.next()).done);
      return;
    }
    await this.source.skip(this.size);
    this.packed = this.size;
    await this.readDescriptor(this.unpackedSize ?? 0);
    this.finished = true;
  }

  private async *readStored(): AsyncGenerator<Buffer> {
    for (const size = this.size ?? 0; this.packed < size;) {
      const bytes = await this.source.next(size - this.packed);
      this.packed += bytes.length;
      yield bytes;
    }
  }

  /** Inflates up to the end of the compressed data, and puts back what was read after it. */
  private async *inflate(): AsyncGenerator<Buffer> {
    if (this.size === 0) return;
    const inflater = createInflateRaw({ chunkSize: CHUNK_SIZE });
    let last: Buffer = Buffer.alloc(0);
    const state = { given: 0, waiting: false, ended: false, failed: false };
    let wake = (): void => undefined;
    const on = (change: Partial<typeof state>) => (): void => {
      Object.assign(state, change);
      wake();
    };
    inflater
      .on('readable', on({}))
      .on('end', on({ ended: true }))
      .on('error', on({ failed: true }));
    try {
      while (!state.ended) {
        const bytes: unknown = inflater.read();
        if (state.failed) throw this.failure('it is damaged');
        if (Buffer.isBuffer(bytes)) yield bytes;
        else if (state.waiting) await new Promise<void>((resolve) => (wake = resolve));
        else if (inflater.bytesWritten < state.given) break;
        else if (state.given === this.size) {
          state.waiting = true;
          inflater.end();
        } else {
          last = await this.source.next((this.size ?? Infinity) - state.given);
          state.given += last.length;
          state.waiting = true;
          inflater.write(last, on({ waiting: false }));
        }
      }
      this.packed = inflater.bytesWritten;
      if (this.packed !== (this.size ?? this.packed)) throw this.failure('it is damaged');
      const rest = state.given - this.packed;
      if (rest > 0) this.source.putBack(last.subarray(-rest));
    } finally {
      inflater.destroy();
    }
  }

  /** Reads the descriptor after the data, if the header announces one, and returns the checksum. */
  private async readDescriptor(unpacked: number): Promise<number> {
    if ((this.flags & DESCRIPTOR_FOLLOWS) === 0) return this.crc;
    const first = await this.source.exactly(4);
    if (this.packed === 0 && first.readUInt32LE() !== DESCRIPTOR) {
      // Some programs announce a descriptor for folders, but write none.
      this.source.putBack(first);
      return this.crc;
    }
    const crc = first.readUInt32LE() === DESCRIPTOR ? await this.source.exactly(4) : first;
    // Sizes take 4 bytes, or 8 in a large archive. No header reliably says which.
    const sizes = await this.source.exactly(8);
    const isShort = sizes.readUInt32LE(0) === this.packed && sizes.readUInt32LE(4) === unpacked;
    if (!isShort) {
      const more = await this.source.exactly(8);
      const isLong =
        sizes.readBigUInt64LE() === BigInt(this.packed) && more.readBigUInt64LE() === BigInt(unpacked);
      if (!isLong) throw this.failure('it is damaged');
    }
    return crc.readUInt32LE();
  }

  private failure(reason: string): BadHistoryError {
    return new BadHistoryError({ file: this.name }, reason);
  }
}

/** Sizes that do not fit into the header are in an extra field, in the same order. */
function readSizes(unpacked: number, packed: number, extra: Buffer): [unpacked: number, packed: number] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64 || at + 20 > extra.length) continue;
    const wide = [extra.readBigUInt64LE(at + 4), extra.readBigUInt64LE(at + 12)].map(Number);
    return [unpacked === IN_ZIP64 ? (wide[0] ?? 0) : unpacked, packed === IN_ZIP64 ? (wide[1] ?? 0) : packed];
  }
  return [unpacked, packed];
}
