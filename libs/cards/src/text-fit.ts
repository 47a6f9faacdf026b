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

/** Upper bounds of widths in em, in the page's font at weights up to 850. The first match counts. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/^[\p{M}\p{Cf}]/u, 0],
  [/^\s/u, 0.25],
  [/^[.,:;'’|/\\·!`ijlI-]/u, 0.37],
  [/^[()[\]{}"*ftr]/u, 0.5],
  [/^[Œ№]/u, 1.25],
  [/^[mwMW@%—…Ææœ\u0416\u0428\u0429\u042e\u0436\u0448\u0449\u044e]/u, 1.05],
  [/^[\p{Lu}&]/u, 0.86],
  [/^[!-~–\p{scx=Latin}\p{N}]/u, 0.68],
  [/^[\p{scx=Greek}\p{scx=Cyrillic}\p{scx=Hebrew}\p{scx=Arabic}]/u, 0.75],
];
const OTHER_WIDTH = 1.05;

/** Returns an upper bound of the width of a text in pixels. Does not measure it, since a server has no fonts. */
export function estimateWidth(text: string, size: number): number {
  let width = 0;
  for (const grapheme of splitGraphemes(text)) {
    width += WIDTHS.find(([pattern]) => pattern.test(grapheme))?.[1] ?? OTHER_WIDTH;
  }
  return width * size;
}

/** More characters than ever fit into an em, combining ones included. Longer texts are cut before they are measured. */
const MAX_PER_EM = 16;

/** A text shrinks to this fraction of its size before it takes another line. */
const SHRINK = 0.72;

/**
 * Fits a text into a box: in few lines and a large size, words whole; else with words broken; else in the smallest size
 * with an ellipsis.
 */
export function fitText(text: string, { width, maxLines = 1, size, minSize = size }: Room): FittedText {
  const longest = Math.ceil((maxLines * width * MAX_PER_EM) / minSize);
  const tokens = splitTokens(cleanText(text.slice(0, longest)));
  const fit = (lineCount: number, least: number, breaksWords: boolean): FittedText | undefined => {
    for (let each = size; each >= least; each--) {
      const lines = wrapTokens(tokens, width / each, breaksWords);
      if (lines.length <= lineCount && lines.every((line) => estimateWidth(line, each) <= width))
        return { lines, size: each };
    }
    return undefined;
  };
  // Lines end without their space, so a text that fits may be a little wider than all lines.
  const total = tokens.reduce((sum, token) => sum + token.width, 0);
  if ((total - maxLines) * minSize > maxLines * width) return cutLines();
  for (let lineCount = 1; lineCount <= maxLines; lineCount++) {
    const fitted = fit(lineCount, Math.max(minSize, size * SHRINK), false);
    if (fitted) return fitted;
  }
  return (
    fit(maxLines, minSize, false) ?? (maxLines > 1 ? fit(maxLines, minSize, true) : undefined) ?? cutLines()
  );

  function cutLines(): FittedText {
    const lines = wrapTokens(tokens, width / minSize, true);
    const last = cutText(lines.slice(maxLines - 1).join(' '), width / minSize);
    return { lines: [...lines.slice(0, maxLines - 1), last], size: minSize };
  }
}

/** A part of a text that stays on one line, with the space after it. Widths are in em. */
interface Token {
  readonly text: string;
  readonly width: number;
  /** Without the space. */
  readonly trimmedWidth: number;
}

/** Wraps a text into lines of at most `width` em. With `breaksWords`, words that are wider are broken. */
export function wrapTokens(tokens: readonly Token[], width: number, breaksWords: boolean): string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  for (const token of tokens) {
    if (line !== '' && lineWidth + token.trimmedWidth > width) {
      lines.push(line);
      line = '';
      lineWidth = 0;
    }
    line += token.text;
    lineWidth += token.width;
    if (!breaksWords || lineWidth <= width) continue;
    while (estimateWidth(line.trimEnd(), 1) > width) {
      const part = takeStart(line, width);
      if (part === line) break;
      lines.push(part);
      line = line.slice(part.length);
    }
    lineWidth = estimateWidth(line, 1);
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
  let startWidth = 0;
  for (const grapheme of splitGraphemes(text)) {
    startWidth += estimateWidth(grapheme, 1);
    if (start !== '' && startWidth > width) break;
    start += grapheme;
  }
  return start;
}

/** The segmenter is slow; printable ASCII does not need it. */
function splitGraphemes(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return [...text];
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/**
 * Splits a text into words with the space or hyphen after them. Each Chinese or Japanese character is a token of its own,
 * since lines may break there.
 */
export function splitTokens(text: string): Token[] {
  const parts = text.match(
    /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]\p{M}*\s*|(?:(?![\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}])[^\s-])*-*\s*/gu,
  );
  return (parts ?? [])
    .filter((part) => part !== '')
    .map((part) => ({
      text: part,
      width: estimateWidth(part, 1),
      trimmedWidth: estimateWidth(part.trimEnd(), 1),
    }));
}

/** Collapses white space and removes what XML does not allow: control characters and halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .trim();
}
