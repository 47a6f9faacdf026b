/** English until `setLocales` is called: the landing page is rendered by the build, before there is a reader. */
let locales = ['en'];

/** Formats dates and numbers for a reader's locales, most preferred first. Tags that `Intl` rejects are left out. */
export function setLocales(preferred: readonly string[]): void {
  locales = [...preferred.filter(isValidTag), 'en'];
}

/** A date format in the reader's locale. Always the Gregorian calendar, in which chart days and ISO weeks are. */
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales, { calendar: 'gregory', ...options });
}

/** A number format in the reader's locale. */
export function numberFormat(options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(locales, options);
}

/** A format for relative times in the reader's locale. */
export function relativeTimeFormat(options?: Intl.RelativeTimeFormatOptions): Intl.RelativeTimeFormat {
  return new Intl.RelativeTimeFormat(locales, options);
}

/** Chromium reports tags such as `en-US@posix` under some environments. */
function isValidTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
