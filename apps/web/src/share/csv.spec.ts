import { describe, expect, test } from '@jest/globals';
import { toCsv } from './csv.js';

describe('toCsv', () => {
  test('ends every line with CRLF, and starts with the header', () => {
    expect(
      toCsv({
        header: ['Rank', 'Artist'],
        rows: [
          [1, 'Nova'],
          [2, 'Moths'],
        ],
      }),
    ).toBe('Rank,Artist\r\n1,Nova\r\n2,Moths\r\n');
  });

  test('quotes commas, quotes and line breaks', () => {
    expect(toCsv({ header: ['a,b'], rows: [['say "hi"'], ['two\nlines']] })).toBe(
      '"a,b"\r\n"say ""hi"""\r\n"two\nlines"\r\n',
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('keeps spreadsheets from running %j', (text) => {
    expect(toCsv({ header: [text], rows: [[text]] })).toBe(`'${text}\r\n'${text}\r\n`);
  });

  test('writes negative numbers as numbers, and nothing for null', () => {
    expect(toCsv({ header: ['Change', 'Rank'], rows: [[-3, null]] })).toBe('Change,Rank\r\n-3,\r\n');
  });
});
