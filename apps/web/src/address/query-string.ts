/** Parameters to set, or with null to remove. */
export type QueryChanges = Readonly<Record<string, string | null>>;

/** Applies changes to a query string. The result starts with `?` unless it is empty. */
export function updateQuery(search: string, changes: QueryChanges): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  return parameters.size > 0 ? `?${parameters.toString()}` : '';
}
