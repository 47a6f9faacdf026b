/** Text as it is drawn: its lines, and the font size in pixels. */
export interface FittedText {
  readonly lines: readonly string[];
  readonly size: number;
}

interface Room {
  /** In pixels. */
  readonly width: number;
  readonly maxLines?: number;
  /** The preferred and the smallest font size in pixels. */
  readonly size: number;
  readonly minSize?: number;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Upper bounds of widths in em, of bold text in common sans-serif fonts. The first match counts. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/^[\p{M}\p{Cf}]/u, 0],
  [/^[\s.,:;'’|/\\·ijlI]/u, 0.4],
  [/^[!()[\]tfr"*_`-]/u, 0.57],
  [/^[mwMW@%—…ÆŒæœ\u0416\u0428\u0429\u042e\u0436\u0448\u0449\u044e]/u, 1.1],
  [/^\p{Lu}/u, 0.87],
  [/^[&#+<=>~^–]/u, 0.87],
  [/^\p{N}/u, 0.71],
  [/^[\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\p{scx=Hebrew}\p{scx=Arabic}]/u, 0.75],
];
const OTHER_WIDTH = 1.05;

/** An upper bound of the width of a text in pixels, without measuring: a server has no fonts. */
export function estimateWidth(text: string, size: number): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += WIDTHS.find(([pattern]) => pattern.test(segment))?.[1] ?? OTHER_WIDTH;
  }
  return width * size;
}

/**
 * Fits a text into a box: in the largest size at which it wraps between words, else at which words may break, else in the
 * smallest size with an ellipsis.
 */
export function fitText(text: string, { width, maxLines = 1, size, minSize = size }: Room): FittedText {
  const clean = cleanText(text);
  const sizes = Array.from({ length: Math.floor(size - minSize) + 1 }, (_, step) => size - step);
  for (const breaksWords of [false, true]) {
    if (breaksWords && maxLines === 1) break;
    for (const each of sizes) {
      const lines = wrapText(clean, width / each, breaksWords);
      if (lines.length <= maxLines && lines.every((line) => estimateWidth(line, each) <= width)) {
        return { lines, size: each };
      }
    }
  }
  const smallest = sizes.at(-1) ?? size;
  const lines = wrapText(clean, width / smallest, true);
  const rest = lines.slice(maxLines - 1).join(' ');
  return {
    lines: [...lines.slice(0, maxLines - 1), cutText(rest, width / smallest)],
    size: smallest,
  };
}

/** Wraps a text into lines of at most `width` em. With `breaksWords`, words that are wider are broken. */
export function wrapText(text: string, width: number, breaksWords: boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const token of splitTokens(text)) {
    if (estimateWidth(line + token.trimEnd(), 1) <= width || line === '') line += token;
    else {
      lines.push(line);
      line = token;
    }
    if (!breaksWords) continue;
    while (estimateWidth(line.trimEnd(), 1) > width) {
      const part = takeStart(line, width);
      if (part === line) break;
      lines.push(part);
      line = line.slice(part.length);
    }
  }
  return [...lines, line].map((each) => each.trim()).filter((each, index) => each !== '' || index === 0);
}

/** Cuts a text to a width in em, with an ellipsis if it was longer. */
function cutText(text: string, width: number): string {
  if (estimateWidth(text, 1) <= width) return text;
  return `${takeStart(text, width - estimateWidth('…', 1)).trimEnd()}…`;
}

/** The longest start of a text that fits into a width in em; at least one grapheme. */
function takeStart(text: string, width: number): string {
  let start = '';
  for (const { segment } of graphemes.segment(text)) {
    if (start !== '' && estimateWidth(start + segment, 1) > width) break;
    start += segment;
  }
  return start;
}

/** Words with the space or hyphen after them. Chinese and Japanese characters stand alone, since lines may break there. */
function splitTokens(text: string): string[] {
  return (
    text.match(
      /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]\p{M}*\s*|(?:(?![\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}])[^\s-])*-*\s*/gu,
    ) ?? []
  ).filter((token) => token !== '');
}

/** Collapses white space and removes what XML does not allow: control characters and halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .trim();
}
