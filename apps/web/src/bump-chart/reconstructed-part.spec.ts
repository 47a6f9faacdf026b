import { expect, test } from '@jest/globals';
import { createFrame } from './frame.js';
import { getReconstructedPart } from './reconstructed-part.js';
import { points, series } from './series.fixture.js';

/** 9 periods, 50 pixels apart, from 28 to 428. */
const layOut = (written: string) =>
  getReconstructedPart(points(written), createFrame([series(written)], 428, { names: 0 }));

test.each([
  ['1r 2r 3r 4r 5 6 7 8 9', 28, 203, 203, { x: 28, text: 'Reconstructed' }],
  ['. . 1r 2r . 3r - 8 9', 103, 303, 303, { x: 103, text: 'Reconstructed' }],
  ['1r 2r 3r 4r 5r 6r 7r 8r 9r', 28, 428, null, { x: 28, text: 'Reconstructed' }],
  ['1r 2 3 4 5 6 7 8 9', 28, 53, 53, { x: 58, text: '← Reconstructed' }],
])('the reconstructed part of "%s" is from %i to %i', (written, from, to, seam, label) => {
  const part = layOut(written);
  expect(part).toMatchObject({ seam, label });
  expect([part?.box.x, (part?.box.x ?? 0) + (part?.box.width ?? 0)]).toEqual([from, to]);
});

test('a chart without reconstructed periods has no such part', () => {
  expect(layOut('1 . - 4 5 6 7 8 9')).toBeNull();
});
