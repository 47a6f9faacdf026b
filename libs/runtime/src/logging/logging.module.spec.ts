import fs from 'node:fs';
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
