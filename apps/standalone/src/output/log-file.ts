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

/** The terminal hears of a log that cannot be written no more often than this. */
const REPORT_EVERY_MS = 10 * 60_000;

/**
 * A log that never grows beyond `limitBytes`, and one older file of that size beside it (`.1`). It is emptied in place
 * rather than renamed, so that a process that was given the open file keeps writing to the right one. It never throws:
 * lines that cannot be written, as on a full disk, are dropped and counted.
 */
export class LogFile {
  private file: number | undefined;
  private lost = 0;
  private torn = false;
  private reportedAt = -Infinity;

  /** @param report shows a text on the terminal */
  constructor(
    readonly path: string,
    private readonly report: (text: string) => void,
    private readonly limitBytes = 5 * 1024 * 1024,
  ) {
    this.trim();
  }

  write(line: string): void {
    try {
      const note = this.lost > 0 ? `${this.lost} lines could not be written here.\n` : '';
      // After half a line the next one begins on a line of its own.
      appendFileSync(this.open(), `${this.torn ? '\n' : ''}${note}${line}\n`);
      this.torn = false;
      this.lost = 0;
    } catch (error) {
      this.torn = true;
      this.lost += 1;
      this.reportOnce(error);
    }
    this.trim();
  }

  /** Starts an empty log once this one is full. Where the disk has no room for the older one, that is dropped. */
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
    this.report(
      `The log ${this.path} cannot be written (${String(code)}). Its lines are dropped until it can.`,
    );
  }
}
