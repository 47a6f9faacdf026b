import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canMount, SmallDisk } from '../../../../test/support/small-disk.js';
import { LogFile } from './log-file.js';

describe('a log file', () => {
  let directory: string;
  let shown: string[];
  const report = (text: string): void => void shown.push(text);
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-logs-'));
    shown = [];
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('keeps the newest within its limit and one older file', () => {
    const path = join(directory, 'logs', 'api.log');
    const log = new LogFile(path, report, 1_000);
    for (let line = 1; line <= 500; line += 1) log.write(`line ${line}`);
    log.close();
    const text = readFileSync(`${path}.1`, 'utf8') + readFileSync(path, 'utf8');
    expect(text.endsWith('line 500\n')).toBe(true);
    expect(text.split('\n').length).toBeGreaterThan(90);
    for (const file of [path, `${path}.1`]) expect(statSync(file).size).toBeLessThan(1_020);
    expect(shown).toEqual([]);
  });

  it('lets another writer of the open file go on where it was emptied', () => {
    const path = join(directory, 'postgres.log');
    const log = new LogFile(path, report, 10);
    const other = openSync(path, 'a');
    writeSync(other, 'a line that is too long\n');
    log.trim();
    writeSync(other, 'after\n');
    closeSync(other);
    log.close();
    expect(readFileSync(path, 'utf8')).toBe('after\n');
  });

  it('drops and counts lines in a directory that cannot be made, and says so once', () => {
    const path = join(directory, 'logs', 'api.log');
    closeSync(openSync(join(directory, 'logs'), 'w'));
    const log = new LogFile(path, report);
    for (const line of ['one', 'two']) log.write(line);
    expect(shown).toEqual([expect.stringMatching(/^The log .*api\.log cannot be written \(E[A-Z]+\)\./)]);
    rmSync(join(directory, 'logs'));
    log.write('three');
    log.close();
    expect(readFileSync(path, 'utf8')).toBe('\n2 lines could not be written here.\nthree\n');
  });
});

const onSmallDisk = canMount() ? describe : describe.skip;
onSmallDisk('a log file on a full disk', () => {
  let disk: SmallDisk;
  let path: string;
  let shown: string[];
  const report = (text: string): void => void shown.push(text);
  beforeEach(() => {
    disk = SmallDisk.mount(2);
    path = join(disk.path, 'api.log');
    shown = [];
  });
  afterEach(() => disk.unmount());

  it('drops lines, says so once, and goes on by itself when there is room', () => {
    const log = new LogFile(path, report);
    log.write('before');
    disk.fill();
    const long = 'x'.repeat(3_000);
    for (let line = 0; line < 5; line += 1) log.write(long);
    expect(shown).toEqual([
      `The log ${path} cannot be written (ENOSPC). Its lines are dropped until it can.`,
    ]);
    disk.free();
    log.write('after');
    log.close();
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines[0]).toBe('before');
    expect(lines.slice(-3)).toEqual([expect.stringMatching(/^\d lines could not be/), 'after', '']);
  });

  it('stays within its limit where there is no room for an older file', () => {
    const log = new LogFile(path, report, 100_000);
    const other = openSync(path, 'a');
    writeSync(other, 'x'.repeat(150_000));
    closeSync(other);
    disk.fill();
    log.trim();
    expect(statSync(path).size).toBe(0);
    expect(shown).toHaveLength(1);
    log.write('after');
    log.close();
    expect(readFileSync(path, 'utf8')).toBe('after\n');
  });
});
