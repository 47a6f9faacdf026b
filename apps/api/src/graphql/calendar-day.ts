/** Whether a text is a calendar day, `YYYY-MM-DD`, that exists. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  // JavaScript takes 31 April for 1 May, so that a day that does not exist comes back as another.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
