import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it, jest } from '@jest/globals';
import { stdSerializers, pino } from 'pino';
import { LOG_LEVELS, logStream, readLogLine, logOptions, withoutRows } from './logging.module.js';

/** A logger with the processes' options, and the lines that it has written. */
function createLogger(level: Parameters<typeof logOptions>[1]) {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().split('\n').slice(0, -1));
      done();
    },
  });
  return { logger: pino(logOptions('api', level), stream), lines };
}

describe('log lines', () => {
  it.each(LOG_LEVELS)('are read with their level: %s', (level) => {
    const { logger, lines } = createLogger('trace');
    logger[level]({ err: stdSerializers.err(new Error('the cause')) }, 'the message');
    expect(lines.map(readLogLine)).toEqual([{ level, msg: 'the message', err: { message: 'the cause' } }]);
  });

  it('below LOG_LEVEL are not written', () => {
    const { logger, lines } = createLogger('warn');
    for (const level of LOG_LEVELS) logger[level](level);
    expect(lines.map((line) => readLogLine(line)?.msg)).toEqual(['warn', 'error', 'fatal']);
    const silent = createLogger('silent');
    silent.logger.fatal('the end');
    expect(silent.lines).toEqual([]);
  });

  it.each(['plain text', '{ not json', '{"answer":42}', '{"level":40,"msg":"a number"}', '[]', ''])(
    'are distinguished from other output: %s',
    (text) => expect(readLogLine(text)).toBeUndefined(),
  );
});

it('writes warnings at once, with the lines before, and does not wait for the disk', () => {
  const written: unknown[] = [];
  const write = jest.spyOn(fs, 'writeSync').mockImplementation((_file, text) => {
    written.push(text);
    return String(text).length;
  });
  const sync = jest.spyOn(fs, 'fsyncSync');
  const logger = pino({ base: null, timestamp: false }, logStream());
  logger.info('first');
  expect(written).toEqual([]);
  logger.warn('second');
  expect(written.join('')).toBe('{"level":30,"msg":"first"}\n{"level":40,"msg":"second"}\n');
  expect(sync).not.toHaveBeenCalled();
  write.mockRestore();
  sync.mockRestore();
});

it('writes lines soon, again if they could not be written, and nothing while there are none', () => {
  jest.useFakeTimers();
  const written: string[] = [];
  const write = jest.spyOn(fs, 'writeSync').mockImplementationOnce(() => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  });
  write.mockImplementation((_file, text) => {
    written.push(String(text));
    return Buffer.byteLength(String(text));
  });
  const logger = pino({ base: null, timestamp: false }, logStream());
  jest.advanceTimersByTime(1_000);
  expect(write).not.toHaveBeenCalled();
  logger.warn('first');
  logger.info('second');
  expect(written).toEqual([]);
  jest.advanceTimersByTime(1_000);
  expect(written).toEqual(['{"level":40,"msg":"first"}\n', '{"level":30,"msg":"second"}\n']);
  expect(write).toHaveBeenCalledTimes(3);
  write.mockRestore();
  jest.useRealTimers();
});

it('keeps lines in order until a full disk has room again', () => {
  const written: string[] = [];
  const write = jest.spyOn(fs, 'writeSync').mockImplementation(() => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  });
  const logger = pino({ base: null, timestamp: false }, logStream());
  logger.warn('first');
  logger.error('second');
  write.mockImplementation((_file, text) => {
    written.push(String(text));
    return Buffer.byteLength(String(text));
  });
  logger.info('third');
  logger.warn('x'.repeat(5_000));
  const messages = written.join('').trimEnd().split('\n');
  expect(messages.map((line) => (JSON.parse(line) as { msg: string }).msg.slice(0, 6))).toEqual([
    'first',
    'second',
    'third',
    'xxxxxx',
  ]);
  write.mockRestore();
});

it('lets a process go on and end while its output is on a full disk', () => {
  const module = resolve('libs/runtime/src/logging/logging.module.ts');
  const script = `
    const { pino } = await import('pino');
    const { logStream } = await import(${JSON.stringify(module)});
    const logger = pino({}, logStream());
    logger.warn('a warning');
    logger.info('a line that a timer writes');
    setTimeout(() => process.exit(7), 200);`;
  const full = fs.openSync('/dev/full', 'w');
  const source = ['--conditions=source', '--import', resolve('scripts/from-source.ts')];
  const { status, stderr } = spawnSync('node', [...source, '--input-type=module', '--eval', script], {
    stdio: ['ignore', full, 'pipe'],
    timeout: 20_000,
  });
  fs.closeSync(full);
  expect(String(stderr)).toBe('');
  expect(status).toBe(7);
});

it.each([
  ['/s/secret', '/s/…'],
  ['/s/secret/card.png?size=1', '/s/…/card.png'],
  ['/S//secret', '/S//…'],
  ['http://charts.example.org/s/secret/compare', 'http://charts.example.org/s/…/compare'],
  ['/auth/spotify?returnTo=/s/secret', '/auth/spotify'],
  ['/s/./0123456789ABCDEFGHIJKLMNOPQ', '/s/…/…'],
  ['/s%2F0123456789ABCDEFGHIJKLMNOPQ', '/s%…'],
  ['/%73/0123456789ABCDEFGHIJKLMNOPQ/card.png', '/%73/…/card.png'],
  ['/assets/secret.css', '/assets/secret.css'],
])('logs a request to %s with the path %s', (url, path) => {
  const { logger, lines } = createLogger('info');
  logger.info({ req: { id: '1', method: 'GET', url } });
  expect(lines.map((line) => JSON.parse(line).req.path)).toEqual([path]);
});

const POSTGRESQL = {
  message: 'new row violates check constraint "positive"',
  severity: 'ERROR',
  code: '23514',
  table: 'listener',
};

it('removes what an error of PostgreSQL quotes at any depth, and keeps code and table', () => {
  const whole = {
    ...POSTGRESQL,
    detail: 'Failing row contains (1, Demo Listener).',
    where: 'COPY listener, line 1',
  };
  expect(withoutRows(whole)).toEqual(POSTGRESQL);
  expect(withoutRows({ message: 'outer', aggregateErrors: [whole], reason: { inner: whole } })).toEqual({
    message: 'outer',
    aggregateErrors: [POSTGRESQL],
    reason: { inner: POSTGRESQL },
  });
});

it('keeps the detail of errors that are not from PostgreSQL', () => {
  const error = { message: 'no answer', detail: 'no answer within 5000 ms', at: new Date(0), cause: null };
  expect(withoutRows(error)).toEqual(error);
});
