import type { OurProcess } from '../support/index.js';

/** A metric that a process serves: its type, and the labels of its samples. Null if there is no sample. */
export interface Exposed {
  readonly type: string;
  readonly labels: readonly string[] | null;
}

/** Returns all metrics of a process by name, including those with a TYPE line and no sample yet. */
export async function exposedBy({ url }: OurProcess): Promise<ReadonlyMap<string, Exposed>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Map(types.map(([, name = '', type = '']) => [name, { type, labels: labelsIn(text, name) }]));
}

function labelsIn(text: string, name: string): string[] | null {
  const sample = new RegExp(`^${name}(?:_count)?(?:\\{(.*)\\})? \\S+$`, 'm').exec(text);
  if (!sample) return null;
  return [...(sample[1] ?? '').matchAll(/(\w+)="[^"]*"/g)].map(([, label = '']) => label);
}
