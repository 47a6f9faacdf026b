import { crc32, deflateRawSync } from 'node:zlib';

/** A file to put into an archive, and how. */
export interface PackedFile {
  readonly name: string;
  readonly content: string | Buffer;
  /** Default: deflated. */
  readonly stored?: boolean;
  /** Sizes and checksum follow the data, as from programs that write to a pipe. */
  readonly streamed?: boolean;
  readonly zip64?: boolean;
  readonly encrypted?: boolean;
  readonly method?: number;
  readonly crc?: number;
}

/** Writes a zip archive. */
export function zip(...files: readonly PackedFile[]): Buffer {
  const entries = files.map(packEntry);
  const directory = files.map(({ name }) => {
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50);
    header.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([header, Buffer.from(name)]);
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  const wide = files.some(({ zip64 }) => zip64) ? [zip64End()] : [];
  return Buffer.concat([...entries, ...directory, ...wide, end]);
}

function packEntry(file: PackedFile): Buffer {
  const { name, stored = false, streamed = false, zip64 = false } = file;
  const content = Buffer.from(file.content);
  const data = stored ? content : deflateRawSync(content);
  const crc = file.crc ?? crc32(content);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50);
  header.writeUInt16LE((streamed ? 8 : 0) + (file.encrypted ? 1 : 0), 6);
  header.writeUInt16LE(file.method ?? (stored ? 0 : 8), 8);
  header.writeUInt16LE(Buffer.byteLength(name), 26);
  header.writeUInt16LE(zip64 ? 20 : 0, 28);
  const sizes = zip64 ? wideSizes(content.length, data.length) : null;
  if (!streamed) header.writeUInt32LE(crc, 14);
  if (!streamed || zip64) {
    header.writeUInt32LE(sizes ? 0xffffffff : data.length, 18);
    header.writeUInt32LE(sizes ? 0xffffffff : content.length, 22);
  }
  const extra = sizes ? [Buffer.from([1, 0, 16, 0]), streamed ? Buffer.alloc(16) : sizes] : [];
  const parts = [header, Buffer.from(name), ...extra, data];
  if (streamed) parts.push(descriptor(crc, data.length, content.length, zip64));
  return Buffer.concat(parts);
}

function descriptor(crc: number, packed: number, unpacked: number, zip64: boolean): Buffer {
  const start = Buffer.alloc(8);
  start.writeUInt32LE(0x08074b50);
  start.writeUInt32LE(crc, 4);
  if (zip64) return Buffer.concat([start, wideSizes(packed, unpacked)]);
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(packed);
  sizes.writeUInt32LE(unpacked, 4);
  return Buffer.concat([start, sizes]);
}

function wideSizes(first: number, second: number): Buffer {
  const sizes = Buffer.alloc(16);
  sizes.writeBigUInt64LE(BigInt(first));
  sizes.writeBigUInt64LE(BigInt(second), 8);
  return sizes;
}

function zip64End(): Buffer {
  const end = Buffer.alloc(56);
  end.writeUInt32LE(0x06064b50);
  end.writeBigUInt64LE(44n, 4);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50);
  return Buffer.concat([end, locator]);
}
