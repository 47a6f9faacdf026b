/** Where PostgreSQL quotes from the rows and statements that an error is about: names and ciphertexts among the values. */
const QUOTING = new Set(['detail', 'where', 'hint', 'internalQuery']);

/**
 * An error as the log is about to tell it, without what PostgreSQL quotes. What is left, such as the code, the table and
 * the constraint, says where to look.
 */
export function withoutRows<Told extends object>(told: Told): Partial<Told> {
  // Only its errors have a severity, also where Prisma hands them on.
  const quotes = 'severity' in told;
  const kept = Object.entries(told).filter(([name]) => !quotes || !QUOTING.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, cleaned(value)])) as Partial<Told>;
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return isObject(value) ? withoutRows(value) : value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}
