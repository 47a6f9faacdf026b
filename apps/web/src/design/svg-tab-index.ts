/** The attribute `tabindex` of an SVG element. Preact writes SVG's attributes as they are spelled, and this one is lower-case. */
export function svgTabIndex(index: 0 | -1): { readonly tabindex: number } {
  return { tabindex: index };
}
