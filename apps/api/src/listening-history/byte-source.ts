/** Pulls bytes out of chunks. */
export class ByteSource {
  private readonly chunks: AsyncIterator<Buffer>;
  private ahead: Buffer = Buffer.alloc(0);

  /** @param endOfBytes the error if the bytes end although more are expected */
  constructor(
    chunks: AsyncIterable<Buffer>,
    private readonly endOfBytes: () => Error,
  ) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** Returns the next bytes, at least one. */
  async next(atMost = Infinity): Promise<Buffer> {
    while (this.ahead.length === 0) {
      const { done, value } = await this.chunks.next();
      if (done) throw this.endOfBytes();
      this.ahead = value;
    }
    const bytes = this.ahead.subarray(0, atMost);
    this.ahead = this.ahead.subarray(bytes.length);
    return bytes;
  }

  async exactly(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let missing = length; missing > 0;) {
      const part = await this.next(missing);
      parts.push(part);
      missing -= part.length;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  async skip(length: number): Promise<void> {
    for (let missing = length; missing > 0;) missing -= (await this.next(missing)).length;
  }

  /** Returns bytes that were read too far; {@link next} returns them again. */
  putBack(bytes: Buffer): void {
    this.ahead = this.ahead.length === 0 ? bytes : Buffer.concat([bytes, this.ahead]);
  }

  /** Reads what is left, up to the end. */
  async drain(): Promise<void> {
    this.ahead = Buffer.alloc(0);
    while (!(await this.chunks.next()).done);
  }

  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}
