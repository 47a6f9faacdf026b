import { FONT, PALETTE } from './palette.js';
import { cleanText, type FittedText } from './text-fit.js';
import { isolate } from './words.js';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Writes an element of SVG. Attributes are escaped; children are markup. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined
      ? []
      : ` ${key}="${escapeXml(typeof value === 'number' ? formatNumber(value) : value)}"`,
  );
  const open = `<${name}${written.join('')}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`;
}

interface DocumentText {
  readonly title: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Writes an SVG document on the paper of the page. */
export function svgDocument({ title, width, height }: DocumentText, ...children: readonly string[]): string {
  const attributes = { width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': FONT };
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', ...attributes },
    element('title', {}, escapeText(title)),
    element('rect', { width, height, fill: PALETTE.paper }),
    ...children,
  );
}

interface TextStyle {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Added to every space, in em. */
  readonly wordSpacing?: number;
}

/** Writes a line of text. */
export function text(content: string, { x, y, size, fill, weight, anchor, wordSpacing }: TextStyle): string {
  const attributes = {
    x,
    y,
    fill,
    'font-size': size,
    'font-weight': weight,
    'text-anchor': anchor,
    'word-spacing': wordSpacing && wordSpacing * size,
  };
  return element('text', attributes, escapeText(isolate(content)));
}

interface BlockStyle extends Omit<TextStyle, 'y' | 'size'> {
  /** The top of the first line, or the middle of all lines. */
  readonly top?: number;
  readonly middle?: number;
}

const LINE_HEIGHT = 1.15;
/** From the top of a line to its baseline, in em. */
const ASCENT = 0.9;

/** Writes lines of fitted text. */
export function textBlock(fitted: FittedText, { top, middle = 0, ...style }: BlockStyle): string {
  const { lines, size } = fitted;
  const first = top ?? middle - blockHeight(fitted) / 2;
  return lines
    .map((line, index) => text(line, { ...style, size, y: first + (index * LINE_HEIGHT + ASCENT) * size }))
    .join('');
}

/** The height of lines of fitted text in pixels. */
export function blockHeight({ lines, size }: FittedText): number {
  return lines.length * size * LINE_HEIGHT;
}

/** Escapes text for the content of an element. */
function escapeText(content: string): string {
  return escapeXml(cleanText(content));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeXml(content: string): string {
  return content.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Two decimals at most: enough for a picture. */
function formatNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}
