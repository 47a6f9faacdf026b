import { FONT, PALETTE } from '#cards';

/** What style sheets set on drawings, with the values that need not be written. */
const PROPERTIES: Readonly<Record<string, { readonly initial: string; readonly isInherited: boolean }>> = {
  fill: { initial: 'rgb(0, 0, 0)', isInherited: true },
  'fill-opacity': { initial: '1', isInherited: true },
  stroke: { initial: 'none', isInherited: true },
  'stroke-width': { initial: '1px', isInherited: true },
  'stroke-opacity': { initial: '1', isInherited: true },
  'stroke-dasharray': { initial: 'none', isInherited: true },
  'stroke-linecap': { initial: 'butt', isInherited: true },
  'stroke-linejoin': { initial: 'miter', isInherited: true },
  'text-anchor': { initial: 'start', isInherited: true },
  'dominant-baseline': { initial: 'auto', isInherited: true },
  'font-size': { initial: '16px', isInherited: true },
  'font-weight': { initial: '400', isInherited: true },
  opacity: { initial: '1', isInherited: false },
};

const MARGIN = 16;

/**
 * Copies a drawing of the page as an SVG document that looks the same elsewhere: styles become attributes, colours those
 * of the light palette. Leaves out elements that only show the cursor.
 */
export function exportDrawing(drawing: SVGSVGElement, title: string): string {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error('The copy is not a drawing.');
  copy.classList.remove('has-cursor');
  for (const each of copy.querySelectorAll('foreignObject, .bump-now, .bump-cursor')) each.remove();
  copy.style.colorScheme = 'light';
  copy.style.setProperty('forced-color-adjust', 'none');
  for (const [name, colour] of Object.entries(PALETTE)) copy.style.setProperty(`--${name}`, colour);
  // Beside the drawing, so that the same style sheets apply. It is gone before the browser paints.
  drawing.after(copy);
  try {
    inlineStyles(copy);
  } finally {
    copy.remove();
  }
  const box = { x: -MARGIN, y: -MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(box.width));
  copy.setAttribute('height', String(box.height));
  copy.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`);
  copy.setAttribute('font-family', FONT);
  const name = document.createElementNS(copy.namespaceURI, 'title');
  name.textContent = title;
  const ground = document.createElementNS(copy.namespaceURI, 'rect');
  for (const [key, value] of Object.entries({ ...box, fill: PALETTE.paper })) {
    ground.setAttribute(key, String(value));
  }
  copy.prepend(name, ground);
  return new XMLSerializer().serializeToString(copy);
}

/** Writes the computed styles of a copy as attributes. All are read before the first is written. */
function inlineStyles(copy: SVGSVGElement): void {
  const elements = [copy, ...copy.querySelectorAll('*')].filter((each) => each instanceof SVGElement);
  const styles = new Map(elements.map((each) => [each, readStyles(each)]));
  for (const [each, values] of styles) {
    const above = each === copy ? undefined : styles.get(asSvg(each.parentElement));
    for (const name of ['class', 'style', 'role', 'tabindex']) each.removeAttribute(name);
    for (const name of each.getAttributeNames()) if (name.startsWith('aria-')) each.removeAttribute(name);
    for (const [property, { initial, isInherited }] of Object.entries(PROPERTIES)) {
      const value = values[property] ?? initial;
      const before = isInherited && above ? above[property] : initial;
      if (value === before) each.removeAttribute(property);
      else each.setAttribute(property, value);
    }
  }
}

function readStyles(element: SVGElement): Readonly<Record<string, string>> {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    Object.keys(PROPERTIES).map((property) => [property, plainColour(style.getPropertyValue(property))]),
  );
}

function asSvg(element: Element | null): SVGElement {
  if (!(element instanceof SVGElement)) throw new Error('An element of the copy has no parent.');
  return element;
}

/** A mixed colour, `color(srgb 0.5 0.5 0.5)`, as `rgb(…)`, which all programs know. */
function plainColour(value: string): string {
  const [, red, green, blue, alpha = '1'] =
    /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(value) ?? [];
  if (red === undefined) return value;
  const [r, g, b] = [red, green, blue].map((part) => Math.round(Number(part) * 255));
  return alpha === '1' ? `rgb(${r}, ${g}, ${b})` : `rgba(${r}, ${g}, ${b}, ${alpha})`;
}
