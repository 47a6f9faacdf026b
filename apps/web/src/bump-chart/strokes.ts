import { curveBumpX, line, symbol, symbolsFill } from 'd3-shape';
import type { Frame } from './frame.js';
import type { Stop } from './stretches.js';

/** The path through places of an artist, level at each of them. */
export function strokeOf(frame: Frame, stops: readonly Stop[]): string {
  const path = line<Stop>(
    ({ index }) => frame.x(index),
    ({ rank }) => frame.y(rank),
  ).curve(curveBumpX);
  return path([...stops]) ?? '';
}

/** The mark of a slot around the origin, so that lines can be told apart without their colours. */
export function markOf(slot: number, area = 42): string {
  const shape = symbolsFill[slot % symbolsFill.length] ?? symbolsFill[0];
  return (shape && symbol(shape, area)()) ?? '';
}
