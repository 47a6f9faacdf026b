/** A piece of HTML that is safe to be put into a page. */
export class Markup {
  constructor(readonly text: string) {}
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Writes HTML (under a name that the formatter leaves alone). What is filled in is escaped, unless it is HTML itself. */
export function markup(
  parts: TemplateStringsArray,
  ...filled: (string | Markup | readonly Markup[])[]
): Markup {
  return new Markup(
    parts.reduce((before, part, index) => {
      const value = filled[index - 1] ?? '';
      return before + written(value) + part;
    }),
  );
}

function written(value: string | Markup | readonly Markup[]): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
  return value instanceof Markup ? value.text : value.map((piece) => piece.text).join('\n');
}
