/** English until `setLocales` is called: the landing page is rendered by the build, before there is a reader. */
let locales = ['en'];

/** Formats dates and numbers for a reader's locales, most preferred first. Tags that `Intl` rejects are left out. */
export function setLocales(preferred: readonly string[]): void {
  locales = [...preferred.filter(isValidTag), 'en'];
}

/** A date format in the reader's locale. Always the Gregorian calendar, in which chart days and ISO weeks are. */
export const dateFormat = reuse(
  (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locales, { calendar: 'gregory', ...options }),
);

/** A number format in the reader's locale. */
export const numberFormat = reuse(
  (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locales, options),
);

/** A format for relative times in the reader's locale. */
export const relativeTimeFormat = reuse(
  (options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locales, options),
);

/** Creates a format once for the same options: this was a tenth of the code that runs before the first view. */
function reuse<Options, Format>(create: (options: Options) => Format): (options: Options) => Format {
  const formats = new Map<string, Format>();
  return (options) => {
    const key = JSON.stringify([locales, options]);
    const format = formats.get(key) ?? create(options);
    formats.set(key, format);
    return format;
  };
}

/** Chromium reports tags such as `en-US@posix` under some environments. */
function isValidTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
