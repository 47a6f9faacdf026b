import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file.js';

describe('a log file', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-logs-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('keeps the newest within its limit and one older file', () => {
    const path = join(directory, 'logs', 'api.log');
    const log = new LogFile(path, 1_000);
    for (let line = 1; line <= 500; line += 1) log.write(`line ${line}`);
    log.close();
    const text = readFileSync(`${path}.1`, 'utf8') + readFileSync(path, 'utf8');
    expect(text.endsWith('line 500\n')).toBe(true);
    expect(text.split('\n').length).toBeGreaterThan(90);
    for (const file of [path, `${path}.1`]) expect(statSync(file).size).toBeLessThan(1_020);
  });

  it('lets another writer of the open file go on where it was emptied', () => {
    const path = join(directory, 'postgres.log');
    const log = new LogFile(path, 10);
    writeSync(log.fd, 'a line that is too long\n');
    log.trim();
    writeSync(log.fd, 'after\n');
    log.close();
    expect(readFileSync(path, 'utf8')).toBe('after\n');
  });
});
