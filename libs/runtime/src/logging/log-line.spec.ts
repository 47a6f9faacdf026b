import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { stdSerializers, pino } from 'pino';
import { LOG_LEVELS, readLogLine } from './log-line.js';
import { logOptions } from './logging.module.js';

/** A logger as the processes have it, and the lines that it has written. */
function realLogger(level: Parameters<typeof logOptions>[1]) {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString().split('\n').slice(0, -1));
      done();
    },
  });
  return { logger: pino(logOptions('api', level), stream), lines };
}

describe('the lines of the log', () => {
  it.each(LOG_LEVELS)('are read back with their level: %s', (level) => {
    const { logger, lines } = realLogger('trace');
    logger[level]({ err: stdSerializers.err(new Error('the cause')) }, 'the message');
    expect(lines.map(readLogLine)).toEqual([{ level, msg: 'the message', err: { message: 'the cause' } }]);
  });

  it('are written from LOG_LEVEL upwards', () => {
    const { logger, lines } = realLogger('warn');
    for (const level of LOG_LEVELS) logger[level](level);
    expect(lines.map((line) => readLogLine(line)?.msg)).toEqual(['warn', 'error', 'fatal']);
    const silent = realLogger('silent');
    silent.logger.fatal('the end');
    expect(silent.lines).toEqual([]);
  });

  it.each(['plain text', '{ not json', '{"answer":42}', '{"level":40,"msg":"a number"}', '[]', ''])(
    'are told from other output: %s',
    (text) => expect(readLogLine(text)).toBeUndefined(),
  );
});
