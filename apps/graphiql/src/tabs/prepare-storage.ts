import { catch as orElse, z } from 'zod/mini';
import type { Example } from '../examples/examples.js';
import type { LinkedQuery } from './linked-query.js';
import { toTitle } from './titles.js';

type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
export type MemoryStorage = PageStorage & Pick<Storage, 'clear' | 'length'>;

const TABS_KEY = 'graphiql:tabState';
const QUERY_KEY = 'graphiql:query';
const VARIABLES_KEY = 'graphiql:variables';
const PANEL_KEY = 'graphiql:visiblePlugin';
const SEEN_KEY = 'headliner:examples';

const textOrNull = orElse(z.nullable(z.string()), null);
/** GraphiQL discards all tabs if one of them lacks a part. Here it gets one. */
const storedTab = z.looseObject({
  id: orElse(z.string(), createId),
  title: orElse(z.string(), '<untitled>'),
  query: textOrNull,
  variables: textOrNull,
  headers: textOrNull,
  operationName: textOrNull,
  response: textOrNull,
});
const tabState = z.looseObject({
  activeTabIndex: orElse(z.int(), 0),
  tabs: z.array(storedTab).check(z.minLength(1)),
});
/** The lists of past and favourite queries by the keys of GraphiQL's History, which throws if they are anything else. */
const text = z.nullish(z.string());
const pastQueries = z.array(
  z.looseObject({ query: text, variables: text, headers: text, operationName: text }),
);
const histories = {
  'graphiql:queries': z.object({ queries: pastQueries }),
  'graphiql:favorites': z.object({ favorites: pastQueries }),
};
const seenText = z.object({ query: z.string(), variables: z.nullable(z.string()) });
const seenExamples = z.record(z.string(), seenText);

type TabState = z.infer<typeof tabState>;

interface Preparation {
  readonly examples: readonly Example[];
  /** The examples that have a tab on the first visit. */
  readonly firstTabs: readonly Example[];
  readonly linked: LinkedQuery | null;
  /** Wide windows open the Examples panel on the first visit; in narrow ones a panel hides the editor, so none is open. */
  readonly layout: 'wide' | 'medium' | 'narrow';
}

/**
 * Prepares the browser's storage. If it is blocked or full, returns a copy in memory for GraphiQL to use instead, which
 * lasts until the page is closed.
 */
export function openStorage(browser: () => Storage, preparation: Preparation): MemoryStorage | undefined {
  try {
    prepareStorage(browser(), preparation);
    return undefined;
  } catch {
    const storage = copyToMemory(browser);
    prepareStorage(storage, preparation);
    return storage;
  }
}

function copyToMemory(browser: () => Storage): MemoryStorage {
  const items = new Map<string, string>();
  try {
    for (const [key, value] of Object.entries<string>(browser())) items.set(key, value);
  } catch {
    // Blocked: the page starts as on a first visit.
  }
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    get length() {
      return items.size;
    },
  };
}

/**
 * Prepares what GraphiQL reads when it starts: tabs and panel of a first visit, new texts of examples that the user did
 * not edit, titles in words, and a tab for the query that came with a link.
 */
export function prepareStorage(storage: PageStorage, preparation: Preparation): void {
  const { examples, firstTabs, linked, layout } = preparation;
  const stored = readItem(storage, TABS_KEY, tabState);
  if (layout === 'wide' && !stored) storage.setItem(PANEL_KEY, 'Examples');
  if (layout === 'narrow') storage.removeItem(PANEL_KEY);
  for (const [key, schema] of Object.entries(histories)) {
    if (readItem(storage, key, schema) === undefined) storage.removeItem(key);
  }
  const seen = readItem(storage, SEEN_KEY, seenExamples) ?? {};
  const state: TabState = stored ?? { activeTabIndex: 0, tabs: firstTabs.map(exampleTab) };
  let activeTabIndex = Math.min(Math.max(0, state.activeTabIndex), state.tabs.length - 1);
  const tabs = state.tabs.map((tab) => {
    const changed = examples.find(({ name, query }) => query !== tab.query && isUnedited(tab, seen[name]));
    return changed ? exampleTab(changed) : { ...tab, title: toTitle(tab.title, examples) };
  });
  if (linked) {
    const { query, variables, name } = linked;
    const open = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === variables);
    const title = toTitle(name || '<untitled>', examples);
    activeTabIndex = open >= 0 ? open : tabs.push(createTab(title, name || null, query, variables)) - 1;
    // GraphiQL selects the tab that has these texts.
    storage.setItem(QUERY_KEY, query);
    storage.setItem(VARIABLES_KEY, variables);
  }
  storage.setItem(TABS_KEY, JSON.stringify({ ...state, activeTabIndex, tabs }));
  const texts = examples.map(({ name, query, variables }) => [name, { query, variables }]);
  storage.setItem(SEEN_KEY, JSON.stringify(Object.fromEntries(texts)));
}

function isUnedited(tab: TabState['tabs'][number], seen: z.infer<typeof seenText> | undefined): boolean {
  return seen?.query === tab.query && (seen.variables ?? '') === (tab.variables ?? '');
}

function exampleTab({ name, title, query, variables }: Example): TabState['tabs'][number] {
  return createTab(title, name, query, variables);
}

/** Builds a tab in the format in which GraphiQL stores it. */
function createTab(
  title: string,
  operationName: string | null,
  query: string,
  variables: string | null,
): TabState['tabs'][number] {
  return {
    id: createId(),
    hash: null,
    title,
    query,
    variables,
    headers: null,
    operationName,
    response: null,
  };
}

function createId(): string {
  return `tab-${Math.random().toString(36).slice(2)}`;
}

function readItem<T extends z.ZodMiniType>(
  storage: PageStorage,
  key: string,
  schema: T,
): z.infer<T> | undefined {
  try {
    return schema.parse(JSON.parse(storage.getItem(key) ?? 'null'));
  } catch {
    return undefined;
  }
}
