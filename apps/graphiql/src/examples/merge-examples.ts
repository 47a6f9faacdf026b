import { z } from 'zod/mini';
import type { Example } from './examples.js';

type TabStorage = Pick<Storage, 'getItem' | 'setItem'>;

const TABS_KEY = 'graphiql:tabState';
const SEEN_KEY = 'headliner:examples';

const tabState = z.looseObject({ tabs: z.array(z.looseObject({ query: z.nullable(z.string()) })) });
const seenExamples = z.record(z.string(), z.string());

/**
 * Updates the tabs that GraphiQL stored on an earlier visit, before it starts: appends examples that are new to this
 * browser, and replaces changed ones that the user did not edit. Closed examples stay closed.
 */
export function mergeExamples(storage: TabStorage, examples: readonly Example[]): void {
  const seen = readItem(storage, SEEN_KEY, seenExamples) ?? {};
  const state = readItem(storage, TABS_KEY, tabState);
  if (state) {
    const tabs = [...state.tabs];
    for (const example of examples) {
      const previous = seen[example.name];
      if (previous === undefined) tabs.push(toTab(example));
      else if (previous !== example.query) {
        const unedited = tabs.findIndex((tab) => tab.query === previous);
        if (unedited >= 0) tabs[unedited] = toTab(example);
      }
    }
    storage.setItem(TABS_KEY, JSON.stringify({ ...state, tabs }));
  }
  storage.setItem(
    SEEN_KEY,
    JSON.stringify(Object.fromEntries(examples.map(({ name, query }) => [name, query]))),
  );
}

/** Builds a tab in the format in which GraphiQL stores it. */
function toTab({ name, query, variables }: Example) {
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

function readItem<T extends z.ZodMiniType>(
  storage: TabStorage,
  key: string,
  schema: T,
): z.infer<T> | undefined {
  try {
    return schema.parse(JSON.parse(storage.getItem(key) ?? 'null'));
  } catch {
    return undefined;
  }
}
