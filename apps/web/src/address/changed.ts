export type Changes = Readonly<Record<string, string | null>>;

/** A query with some of its parameters set, or with null taken out. Begins with `?` unless it is empty. */
export function changed(search: string, changes: Changes): string {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  return parameters.size > 0 ? `?${parameters.toString()}` : '';
}
