/** How much of a long secret gives it away. */
const TELLING = 20;

/** Secrets by their kind, and the ways in which each could stand somewhere. */
export class Secrets {
  private readonly kinds = new Map<string, Set<string>>();

  add(kind: string, ...values: readonly string[]): void {
    const known = this.kinds.get(kind) ?? new Set();
    this.kinds.set(kind, known);
    for (const value of values) if (value.length >= 8) known.add(value);
  }

  /** How many there are of each kind. */
  get counts(): Record<string, number> {
    return Object.fromEntries([...this.kinds].map(([kind, values]) => [kind, values.size]));
  }

  /** The kinds of which one stands in a text: as it is, encoded, or a good part of it. */
  in(text: string): string[] {
    return [...this.kinds]
      .filter(([, values]) =>
        [...values].some((value) => tracesOf(value).some((trace) => text.includes(trace))),
      )
      .map(([kind]) => kind);
  }

  /** Every trace that could stand in a database or a log. */
  get traces(): string[] {
    return [...this.kinds.values()].flatMap((values) => [...values].flatMap(tracesOf));
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
  return [...new Set(forms.flatMap((form) => [form.slice(0, TELLING), form.slice(-TELLING)]))];
}
