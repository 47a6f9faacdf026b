import { describe, expect, test } from '@jest/globals';
import { toCsv } from './csv.js';

describe('toCsv', () => {
  test('starts with a byte order mark and the header, and ends every line with CRLF', () => {
    expect(
      toCsv({
        header: ['Rank', 'Artist'],
        rows: [
          [1, 'Nova'],
          [2, 'Moths'],
        ],
      }),
    ).toBe('\uFEFFRank,Artist\r\n1,Nova\r\n2,Moths\r\n');
  });

  test('quotes commas, quotes and line breaks', () => {
    expect(toCsv({ header: ['a,b'], rows: [['say "hi"'], ['two\nlines']] })).toBe(
      '\uFEFF"a,b"\r\n"say ""hi"""\r\n"two\nlines"\r\n',
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '＝1+1', '＋1', '－1', '＠SUM(A1)'])(
    'keeps spreadsheets from running %j',
    (text) => {
      expect(toCsv({ header: [text], rows: [[text]] })).toBe(`\uFEFF'${text}\r\n'${text}\r\n`);
    },
  );

  test.each(['\r=1', '\n=1'])('keeps spreadsheets from running %j, and quotes it', (text) => {
    expect(toCsv({ header: [text], rows: [] })).toBe(`\uFEFF"'${text}"\r\n`);
  });

  test('writes negative numbers as numbers, and nothing for null', () => {
    expect(toCsv({ header: ['Change', 'Rank'], rows: [[-3, null]] })).toBe('\uFEFFChange,Rank\r\n-3,\r\n');
  });
});
