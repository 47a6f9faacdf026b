import {
  appendFileSync,
  closeSync,
  copyFileSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The minimum time between two reports of an unwritable log. */
const REPORT_EVERY_MS = 10 * 60_000;

/**
 * A log file of at most `limitBytes`, with one older file of that size (`.1`). It is truncated in place, since PostgreSQL
 * keeps the file open. Never throws: lines that cannot be written, as on a full disk, are dropped and counted.
 */
export class LogFile {
  private file: number | undefined;
  private dropped = 0;
  private torn = false;
  private reportedAt = -Infinity;

  constructor(
    readonly path: string,
    private readonly print: (text: string) => void,
    private readonly limitBytes = 5 * 1024 * 1024,
  ) {
    this.trim();
  }

  write(line: string): void {
    try {
      const note = this.dropped > 0 ? `${this.dropped} lines were dropped here.\n` : '';
      // Ends a line that was written only in part.
      appendFileSync(this.open(), `${this.torn ? '\n' : ''}${note}${line}\n`);
      this.torn = false;
      this.dropped = 0;
    } catch (error) {
      this.torn = true;
      this.dropped += 1;
      this.reportOnce(error);
    }
    this.trim();
  }

  /** Moves a full log to the older file, and starts empty. Drops the older file if the disk has no room for it. */
  trim(): void {
    try {
      const file = this.open();
      if (fstatSync(file).size <= this.limitBytes) return;
      try {
        copyFileSync(this.path, `${this.path}.1`);
      } catch (error) {
        rmSync(`${this.path}.1`, { force: true });
        this.reportOnce(error);
      }
      ftruncateSync(file);
    } catch (error) {
      this.reportOnce(error);
    }
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private open(): number {
    if (this.file === undefined) {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
      this.file = openSync(this.path, 'a', 0o600);
    }
    return this.file;
  }

  private reportOnce(error: unknown): void {
    const now = performance.now();
    if (now - this.reportedAt < REPORT_EVERY_MS) return;
    this.reportedAt = now;
    const { code = 'unknown error' } = Object(error) as { code?: unknown };
    this.print(
      `Cannot write to the log ${this.path} (${String(code)}). New lines are dropped until it works again.`,
    );
  }
}
