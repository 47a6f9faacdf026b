import type { Mark } from './list-card.js';
import { estimateWidth } from './text-fit.js';

export const WORDS = {
  kicker: 'My chart · 4 weeks',
  title: 'November 29, 2026',
  footnote: 'Ranked by Spotify',
};
export const MARKS: readonly Mark[] = [
  { kind: 'up', places: 12 },
  { kind: 'down', places: 3 },
  { kind: 'highlight', text: 'new' },
  { kind: 'text', text: '12,345 points' },
];

export const NAMES: Readonly<Record<string, string>> = {
  'a long name': 'The Extraordinarily Long And Winding Name Of A Collective Without An End',
  'a name without spaces': 'Abcdefghijkl'.repeat(10),
  'wide letters': 'MMMMMMMM WWWWWWWW '.repeat(4),
  'a Japanese name': '椎名林檎と東京事変のとても長い名前のバンドとその仲間たち',
  'a name from right to left': 'שיר של ים (חדש)!',
  'markup in a name': '<script>&"\'</script>]]>',
  'characters that XML does not allow': 'A\u0000B\uD800\uFFFE',
  'an empty name': '',
};

/** A start tag, an end tag or a text, of XML without comments and declarations. */
const TOKEN = /<([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>|<\/([a-z]+)>|([^<]+)/giy;
/** Characters that XML allows, without halves of surrogate pairs. Ampersands only begin entities. */
const CONTENT =
  /^(?:(?!&)[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|&(?:amp|lt|gt|quot|#39);)*$/u;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

interface Transform {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Finds what is wrong with a card: invalid XML, and texts (by their estimated widths) and rectangles outside. */
export function findProblems(svg: string): string[] {
  const problems = CONTENT.test(svg) ? [] : ['characters that XML does not allow'];
  const stack: { name: string; attributes: ReadonlyMap<string, string>; place: Transform }[] = [];
  const [, width = 0, height = 0] = /width="(\d+)" height="(\d+)"/.exec(svg)?.map(Number) ?? [];
  const check = (label: string, place: Transform, box: readonly [number, number, number, number]): void => {
    const [x, y, w, h] = box;
    const isInside =
      place.x + x * place.scale >= -1 &&
      place.y + y * place.scale >= -1 &&
      place.x + (x + w) * place.scale <= width + 1 &&
      place.y + (y + h) * place.scale <= height + 1;
    if (!isInside) problems.push(`outside: ${label}`);
  };
  let end = 0;
  for (const token of svg.matchAll(TOKEN)) {
    const [whole, opened, written = '', closes, closed, content] = token;
    end = token.index + whole.length;
    const above = stack.at(-1);
    if (opened !== undefined) {
      const pairs = [...written.matchAll(/ ([\w:-]+)="([^"]*)"/g)];
      const attributes = new Map(pairs.map(([, name = '', value = '']) => [name, value]));
      const get = (name: string): number => Number(attributes.get(name) ?? 0);
      const place = move(above?.place ?? { x: 0, y: 0, scale: 1 }, attributes.get('transform') ?? '');
      if (opened === 'rect') check('rect', place, [get('x'), get('y'), get('width'), get('height')]);
      if (closes === '') stack.push({ name: opened, attributes, place });
    } else if (closed !== undefined) {
      if (stack.pop()?.name !== closed) problems.push(`unexpected </${closed}>`);
    } else if (content !== undefined && above?.name === 'text') {
      const text = content.replace(/&#?\w+;/g, (entity) => ENTITIES[entity] ?? "'");
      const get = (name: string): number => Number(above.attributes.get(name) ?? 0);
      const size = get('font-size');
      const textWidth = estimateWidth(text, size);
      const before =
        { middle: textWidth / 2, end: textWidth }[above.attributes.get('text-anchor') ?? ''] ?? 0;
      check(text, above.place, [get('x') - before, get('y') - size * 0.8, textWidth, size]);
    }
  }
  return end === svg.length && stack.length === 0 ? problems : [...problems, 'not well formed'];
}

function move({ x, y, scale }: Transform, transform: string): Transform {
  const [, dx = 0, dy = 0, factor = 1] =
    /^translate\(([\d.-]+) ([\d.-]+)\)(?: scale\(([\d.]+)\))?$/
      .exec(transform)
      ?.map((part) => Number(part ?? 1)) ?? [];
  return { x: x + dx * scale, y: y + dy * scale, scale: scale * factor };
}
