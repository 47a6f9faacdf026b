import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../../test/support/any-character.js';
import { BadLineError } from '../errors/client-error.js';
import { type Line, splitLines } from './import-body.js';

async function linesIn(...chunks: readonly (string | Uint8Array)[]): Promise<Line[]> {
  const lines: Line[] = [];
  async function* arriving(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  for await (const line of splitLines(arriving())) lines.push(line);
  return lines;
}

describe('splitLines', () => {
  it('yields the same lines however the file is split into chunks', async () => {
    const text = fc
      .string({ unit: anyCharacter, minLength: 1 })
      .map((any) => `x${any.replaceAll(/[\r\n]/g, '')}x`);
    const property = fc.asyncProperty(
      fc.array(text),
      fc.constantFrom('\n', '\r\n'),
      fc.nat({ max: 2 }),
      fc.array(fc.nat({ max: 300 })),
      async (texts, end, blanks, cuts) => {
        const file = Buffer.from(texts.join(end) + end.repeat(blanks));
        const places = [0, ...cuts.map((cut) => Math.min(cut, file.length)), file.length].toSorted(
          (a, b) => a - b,
        );
        const chunks = places.slice(1).map((place, index) => file.subarray(places[index], place));
        const lines = await linesIn(...chunks);
        expect(lines.map(({ number }) => number)).toEqual(texts.map((_, index) => index + 1));
        expect(lines.map((line) => line.text.replace(/\r$/, ''))).toEqual(texts);
      },
    );
    await fc.assert(property);
  });

  it.each([
    ['a blank line with others after it', 2, ['one\n \nthree\n']],
    ['bytes that are not UTF-8', 2, ['one\n', Buffer.from([0xc3, 0x28]), '\nthree']],
    ['a truncated character', 1, [Buffer.from('é').subarray(0, 1)]],
    ['a blank line before bytes that are not UTF-8', 2, ['one\n\nthree\n', Buffer.from([0xc3, 0x28])]],
    ['a blank line before such bytes in one chunk', 2, [Buffer.from('one\n\nthree\n\xc3(', 'latin1')]],
    ['a line that never ends', 2, ['one\n', ...Array.from({ length: 300 }, () => 'x'.repeat(1_000))]],
    ['a line that is too long', 1, [`${'x'.repeat(300_000)}\n`]],
  ])('rejects %s and names line %i', async (_, line, chunks) => {
    const refused = await linesIn(...chunks).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(BadLineError);
    expect(refused).toMatchObject({ line });
  });
});
