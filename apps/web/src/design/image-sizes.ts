/** One size of a picture; the width is in pixels, null if unknown. */
export interface ImageSize {
  readonly url: string;
  readonly width: number | null;
}

/** The sizes of a picture for `srcset`, from which the browser takes the smallest that is sharp; undefined without any. */
export function getSrcSet(sizes: readonly ImageSize[]): string | undefined {
  const known = sizes.filter(({ url, width }) => width !== null && width > 0 && isListable(url));
  return known.length > 0 ? known.map(({ url, width }) => `${url} ${width}w`).join(', ') : undefined;
}

/** `srcset` separates its URLs by spaces and commas. */
function isListable(url: string): boolean {
  return !/\s|^,|,$/.test(url);
}
