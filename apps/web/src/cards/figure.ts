import { blockHeight, element, fitText, PALETTE, svgDocument, textBlock } from '#cards';

interface Figure {
  readonly title: string;
  /** A small line below the title. */
  readonly note: string;
  /** The size of the body in pixels. */
  readonly width: number;
  readonly height: number;
}

const MARGIN = 28;
const GAP = 6;

/** Draws a figure of a page as an SVG document of its own: a title, a note, and a body that is drawn from 0, 0. */
export function drawFigure({ title, note, width, height }: Figure, ...body: readonly string[]): string {
  const heading = fitText(title, { width, size: 26, minSize: 18, maxLines: 2 });
  const small = fitText(note, { width, size: 14, minSize: 11, maxLines: 3 });
  const noteTop = MARGIN + blockHeight(heading) + GAP;
  const bodyTop = noteTop + blockHeight(small) + 3 * GAP;
  return svgDocument(
    { title, width: Math.ceil(width + 2 * MARGIN), height: Math.ceil(bodyTop + height + MARGIN) },
    textBlock(heading, { x: MARGIN, top: MARGIN, fill: PALETTE.ink, weight: 800 }),
    textBlock(small, { x: MARGIN, top: noteTop, fill: PALETTE.soft }),
    element('g', { transform: `translate(${MARGIN} ${bodyTop})` }, ...body),
  );
}
