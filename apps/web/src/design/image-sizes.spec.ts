import { expect, it } from '@jest/globals';
import { getSrcSet } from './image-sizes.js';

it('lists every size of a picture with its width', () => {
  const sizes = [640, 320, 160].map((width) => ({ url: `https://i.example/${width}`, width }));
  expect(getSrcSet(sizes)).toBe(
    'https://i.example/640 640w, https://i.example/320 320w, https://i.example/160 160w',
  );
});

it('leaves out sizes of unknown width and URLs that a srcset cannot hold', () => {
  const unknown = { url: 'https://i.example/any', width: null };
  const spaced = { url: 'https://i.example/a b', width: 160 };
  const trailing = { url: 'https://i.example/a,', width: 160 };
  expect(getSrcSet([unknown, { url: 'https://i.example/a,b', width: 64 }])).toBe('https://i.example/a,b 64w');
  expect(getSrcSet([unknown, spaced, trailing])).toBeUndefined();
  expect(getSrcSet([])).toBeUndefined();
});
