interface Titled {
  /** The operation's name. */
  readonly name: string;
  readonly title: string;
}

/** Returns the title of an operation's tab: an example's title, or the operation's name in words. */
export function toTitle(name: string, examples: readonly Titled[]): string {
  const example = examples.find((one) => one.name === name);
  if (example) return example.title;
  if (name === '<untitled>') return 'Untitled';
  // A title that is in words already stays as it is.
  if (!/^\w+$/.test(name)) return name;
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[^A-Z_]+/g) ?? [name];
  const text = words.map((word) => (/^[A-Z]{2,}/.test(word) ? word : word.toLowerCase())).join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Changes the titles of GraphiQL's tabs, which are operation names, to words. GraphiQL offers no other way: it has
 * just built this state, and renders it next.
 */
export function titleTabs(tabs: { title: string }[], examples: readonly Titled[]): void {
  for (const tab of tabs) tab.title = toTitle(tab.title, examples);
}
