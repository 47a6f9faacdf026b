/** A piece of HTML that is safe to be put into a page. */
export class Html {
  constructor(readonly text: string) {}
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Writes HTML. What is filled in is escaped, unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...filled: (string | Html | readonly Html[])[]): Html {
  return new Html(
    parts.reduce((before, part, index) => {
      const value = filled[index - 1] ?? '';
      return before + written(value) + part;
    }),
  );
}

function written(value: string | Html | readonly Html[]): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
  return value instanceof Html ? value.text : value.map((piece) => piece.text).join('\n');
}
