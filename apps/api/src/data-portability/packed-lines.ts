import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { ImportedLine, LineBatch } from '#database';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** So much text is packed at once, in characters. */
const BATCH = 262_144;
/** Lines of histories shrink to a tenth even so. */
const FASTEST = { level: 1 };

interface Packed {
  readonly type: LineBatch['type'];
  readonly bytes: Buffer;
}

interface Open {
  readonly lines: string[];
  size: number;
}

/**
 * Keeps the lines of a file in memory, compressed, while it arrives: an upload, however slow, holds no connection to the
 * database.
 */
export class PackedLines {
  private readonly packed: Packed[] = [];
  private readonly open: Record<LineBatch['type'], Open> = {
    artist: { lines: [], size: 0 },
    snapshot: { lines: [], size: 0 },
    gap: { lines: [], size: 0 },
  };

  /** @param hold is asked before so many bytes more are kept, and throws where they may not be */
  constructor(private readonly hold: (bytes: number) => void) {}

  async add(line: ImportedLine): Promise<void> {
    const { type, ...content } = line;
    const text = JSON.stringify(content);
    const open = this.open[type];
    open.lines.push(text);
    open.size += text.length;
    if (open.size >= BATCH) await this.close(type);
  }

  /** All lines, artists first. */
  async *batches(): AsyncGenerator<LineBatch> {
    for (const type of ['artist', 'snapshot', 'gap'] as const) {
      if (this.open[type].size > 0) await this.close(type);
      for (const { bytes } of this.packed.filter((each) => each.type === type)) {
        yield { type, json: (await unpack(bytes)).toString() };
      }
    }
  }

  private async close(type: LineBatch['type']): Promise<void> {
    const { lines } = this.open[type];
    this.open[type] = { lines: [], size: 0 };
    const bytes = await pack(`[${lines.join()}]`, FASTEST);
    this.hold(bytes.length);
    this.packed.push({ type, bytes });
  }
}
