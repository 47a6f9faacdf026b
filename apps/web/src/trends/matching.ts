/** Letters as they are compared: without accents, in small letters. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Those whose name has a word that begins with what was typed; then those that have it anywhere. */
export function matching<Named extends { readonly name: string }>(
  all: readonly Named[],
  typed: string,
): Named[] {
  const wanted = plain(typed.trim());
  const begins = all.filter(({ name }) => ` ${plain(name)}`.includes(` ${wanted}`));
  const has = all.filter((each) => plain(each.name).includes(wanted) && !begins.includes(each));
  return [...begins, ...has];
}
