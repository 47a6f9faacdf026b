import { closeSync, copyFileSync, fstatSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A log that never grows beyond `limitBytes`, and one older file of that size beside it (`.1`). It is emptied in place
 * rather than renamed, so that a process that was given the open file keeps writing to the right one.
 */
export class LogFile {
  readonly fd: number;

  constructor(
    readonly path: string,
    private readonly limitBytes = 5 * 1024 * 1024,
  ) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.fd = openSync(path, 'a', 0o600);
    this.trim();
  }

  /** A line that cannot be kept, as on a full disk, is dropped: it must not end what is running. */
  write(line: string): void {
    try {
      writeSync(this.fd, `${line}\n`);
      this.trim();
    } catch {
      // The next line may find room again.
    }
  }

  trim(): void {
    if (fstatSync(this.fd).size <= this.limitBytes) return;
    copyFileSync(this.path, `${this.path}.1`);
    ftruncateSync(this.fd);
  }

  close(): void {
    closeSync(this.fd);
  }
}
