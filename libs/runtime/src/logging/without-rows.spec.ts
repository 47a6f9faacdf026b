import { expect, it } from '@jest/globals';
import { withoutRows } from './logging.module.js';

const POSTGRESQL = {
  message: 'new row violates check constraint "positive"',
  severity: 'ERROR',
  code: '23514',
  table: 'listener',
};

it("keeps what an error of PostgreSQL's is about, and leaves out what it quotes, however deep it lies", () => {
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

it('leaves alone what others call detail', () => {
  const ours = { message: 'no answer', detail: 'no answer within 5000 ms', at: new Date(0), cause: null };
  expect(withoutRows(ours)).toEqual(ours);
});
