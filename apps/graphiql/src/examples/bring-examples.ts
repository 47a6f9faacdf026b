import { z } from 'zod/mini';
import type { Example } from './examples.js';

/** What bringing the examples needs of the browser's storage. */
type TabStorage = Pick<Storage, 'getItem' | 'setItem'>;

const TABS = 'graphiql:tabState';
const SEEN = 'headliner:examples';

const tabState = z.looseObject({ tabs: z.array(z.looseObject({ query: z.nullable(z.string()) })) });
const seenExamples = z.record(z.string(), z.string());

/**
 * GraphiQL keeps its tabs in the browser and shows its default tabs only when there are none, so whoever has been
 * here before would never meet a new example. Before GraphiQL starts, this adds each example that is new to this
 * browser as a last tab, and renews one whose text we changed and its reader did not. What readers wrote stays,
 * and what they closed stays closed.
 */
export function bringExamples(storage: TabStorage, examples: readonly Example[]): void {
  const seen = read(storage, SEEN, seenExamples) ?? {};
  const state = read(storage, TABS, tabState);
  if (state) {
    const tabs = [...state.tabs];
    for (const example of examples) {
      const before = seen[example.name];
      if (before === undefined) tabs.push(tabOf(example));
      else if (before !== example.query) {
        const untouched = tabs.findIndex((tab) => tab.query === before);
        if (untouched >= 0) tabs[untouched] = tabOf(example);
      }
    }
    storage.setItem(TABS, JSON.stringify({ ...state, tabs }));
  }
  storage.setItem(SEEN, JSON.stringify(Object.fromEntries(examples.map(({ name, query }) => [name, query]))));
}

/** A tab in the form in which GraphiQL keeps it. */
function tabOf({ name, query, variables }: Example) {
  const id = `example-${name}`;
  return {
    id,
    hash: null,
    title: name,
    query,
    variables,
    headers: null,
    operationName: name,
    response: null,
  };
}

function read<T extends z.ZodMiniType>(storage: TabStorage, key: string, schema: T): z.infer<T> | undefined {
  try {
    return schema.parse(JSON.parse(storage.getItem(key) ?? 'null'));
  } catch {
    return undefined;
  }
}
