/** A part of a secret this long counts as a leak. */
const TRACE_LENGTH = 20;

/** Secrets by kind, and the encodings in which a text could contain them. */
export class Secrets {
  /** The traces of each secret, by its kind. */
  private readonly kinds = new Map<string, Map<string, readonly string[]>>();

  add(kind: string, ...values: readonly string[]): void {
    const kindValues = this.kinds.get(kind) ?? new Map<string, readonly string[]>();
    this.kinds.set(kind, kindValues);
    for (const value of values) {
      if (value.length >= 8 && !kindValues.has(value)) kindValues.set(value, tracesOf(value));
    }
  }

  /** The number of secrets of each kind. */
  get counts(): Record<string, number> {
    return Object.fromEntries([...this.kinds].map(([kind, values]) => [kind, values.size]));
  }

  /** Returns the kinds of secrets in a text: plain, encoded or in part. */
  in(text: string): string[] {
    return [...this.kinds]
      .filter(([, values]) =>
        [...values.values()].some((traces) => traces.some((trace) => text.includes(trace))),
      )
      .map(([kind]) => kind);
  }

  /** Every form of a secret that a database or a log could contain. */
  get traces(): string[] {
    return [...this.kinds.values()].flatMap((values) => [...values.values()].flat());
  }
}

function tracesOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const forms = [
    value,
    encodeURIComponent(value),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
  return [...new Set(forms.flatMap((form) => [form.slice(0, TRACE_LENGTH), form.slice(-TRACE_LENGTH)]))];
}
