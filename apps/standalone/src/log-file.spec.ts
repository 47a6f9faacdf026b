import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canMount, SmallDisk } from '../../../test/support/small-disk.js';
import { LogFile } from './log-file.js';

describe('a log file', () => {
  let directory: string;
  let printed: string[];
  const print = (text: string): void => void printed.push(text);
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-logs-'));
    printed = [];
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('keeps the newest lines within its limit, and one older file', () => {
    const path = join(directory, 'logs', 'api.log');
    const log = new LogFile(path, print, 1_000);
    for (let line = 1; line <= 500; line += 1) log.write(`line ${line}`);
    log.close();
    const text = readFileSync(`${path}.1`, 'utf8') + readFileSync(path, 'utf8');
    expect(text.endsWith('line 500\n')).toBe(true);
    expect(text.split('\n').length).toBeGreaterThan(90);
    for (const file of [path, `${path}.1`]) expect(statSync(file).size).toBeLessThan(1_020);
    expect(printed).toEqual([]);
  });

  it('is truncated in place, so that another process keeps appending to the right file', () => {
    const path = join(directory, 'postgres.log');
    const log = new LogFile(path, print, 10);
    const other = openSync(path, 'a');
    writeSync(other, 'a line that is too long\n');
    log.trim();
    writeSync(other, 'after\n');
    closeSync(other);
    log.close();
    expect(readFileSync(path, 'utf8')).toBe('after\n');
  });

  it('drops and counts lines while its directory cannot be created, and reports it once', () => {
    const path = join(directory, 'logs', 'api.log');
    closeSync(openSync(join(directory, 'logs'), 'w'));
    const log = new LogFile(path, print);
    for (const line of ['one', 'two']) log.write(line);
    expect(printed).toEqual([expect.stringMatching(/^Cannot write to the log .*api\.log \(E[A-Z]+\)\./)]);
    rmSync(join(directory, 'logs'));
    log.write('three');
    log.close();
    expect(readFileSync(path, 'utf8')).toBe('\n2 lines were dropped here.\nthree\n');
  });
});

const onSmallDisk = canMount() ? describe : describe.skip;
onSmallDisk('a log file on a full disk', () => {
  let disk: SmallDisk;
  let path: string;
  let printed: string[];
  const print = (text: string): void => void printed.push(text);
  beforeEach(() => {
    disk = SmallDisk.mount(2);
    path = join(disk.path, 'api.log');
    printed = [];
  });
  afterEach(() => disk.unmount());

  it('drops lines, reports it once, and resumes by itself when there is room', () => {
    const log = new LogFile(path, print);
    log.write('before');
    disk.fill();
    const long = 'x'.repeat(3_000);
    for (let line = 0; line < 5; line += 1) log.write(long);
    expect(printed).toEqual([
      `Cannot write to the log ${path} (ENOSPC). New lines are dropped until it works again.`,
    ]);
    disk.free();
    log.write('after');
    log.close();
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines[0]).toBe('before');
    expect(lines.slice(-3)).toEqual([expect.stringMatching(/^\d lines were dropped/), 'after', '']);
  });

  it('stays within its limit if there is no room for an older file', () => {
    const log = new LogFile(path, print, 100_000);
    const other = openSync(path, 'a');
    writeSync(other, 'x'.repeat(150_000));
    closeSync(other);
    disk.fill();
    log.trim();
    expect(statSync(path).size).toBe(0);
    expect(printed).toHaveLength(1);
    log.write('after');
    log.close();
    expect(readFileSync(path, 'utf8')).toBe('after\n');
  });
});
