import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { LinkedQuery } from './linked-query.js';
import { openStorage, prepareStorage } from './prepare-storage.js';

const first = {
  name: 'First',
  title: 'The first',
  description: '',
  query: 'query First { a }',
  variables: null,
};
const second = {
  name: 'SecondOne',
  title: 'A second one',
  description: '',
  query: 'query SecondOne { b }',
  variables: '{"c": 1}',
};
const ownTab = { id: 'own', title: 'MyQuery', query: 'query MyQuery { d }' };
const linked: LinkedQuery = {
  query: 'query Chart {\n  chart\n}',
  variables: '{}',
  name: 'TheChart',
  isMutation: false,
};
const preparation = {
  examples: [first, second],
  firstTabs: [first],
  linked: null,
  layout: 'medium',
} as const;

const stored = z.object({
  activeTabIndex: z.number(),
  tabs: z.array(z.looseObject({ id: z.string().optional(), title: z.string(), query: z.string() })),
});

/** A browser's storage in which GraphiQL stored `tabs`, or nothing. */
function createStorage(tabs?: { query: string; title: string; variables?: string | null }[]) {
  const items = new Map<string, string>();
  if (tabs) items.set('graphiql:tabState', JSON.stringify({ activeTabIndex: 0, tabs }));
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    state: () => stored.parse(JSON.parse(items.get('graphiql:tabState') ?? '')),
  };
}

const titlesIn = (storage: ReturnType<typeof createStorage>) =>
  storage.state().tabs.map(({ title }) => title);

describe('prepareStorage', () => {
  it('stores the tabs of a first visit', () => {
    const storage = createStorage();
    prepareStorage(storage, { ...preparation, firstTabs: [first, second] });
    expect(titlesIn(storage)).toEqual(['The first', 'A second one']);
    expect(storage.state().tabs[1]).toMatchObject({ query: second.query, variables: second.variables });
    expect(new Set(storage.state().tabs.map(({ id }) => id)).size).toBe(2);
  });

  it('opens no example on later visits, and titles tabs in words', () => {
    const storage = createStorage([ownTab, { ...second, title: 'SecondOne' }]);
    prepareStorage(storage, preparation);
    expect(titlesIn(storage)).toEqual(['My query', 'A second one']);
  });

  it('replaces an unedited example by its new text, and keeps one with an edited query or edited variables', () => {
    const storage = createStorage();
    prepareStorage(storage, { ...preparation, firstTabs: [first, second] });
    const edited = { ...second, query: 'query SecondOne { b, mine }' };
    const withVariables = { ...second, variables: '{"c": 2}' };
    const tabs = [first, edited, withVariables];
    storage.setItem('graphiql:tabState', JSON.stringify({ activeTabIndex: 0, tabs }));
    prepareStorage(storage, {
      ...preparation,
      examples: [
        { ...first, query: 'query First { a, better }' },
        { ...second, query: 'query SecondOne { b, better }' },
      ],
    });
    expect(storage.state().tabs.map(({ query }) => query)).toEqual([
      'query First { a, better }',
      'query SecondOne { b, mine }',
      'query SecondOne { b }',
    ]);
    expect(storage.state().tabs[2]?.['variables']).toBe('{"c": 2}');
  });

  it.each(['not JSON', '[]', '{"tabs":7}', '{"activeTabIndex":0,"tabs":[]}'])(
    'replaces unreadable storage by the first tabs: %s',
    (text) => {
      const storage = createStorage();
      storage.setItem('headliner:examples', text);
      storage.setItem('graphiql:tabState', text);
      prepareStorage(storage, preparation);
      expect(titlesIn(storage)).toEqual(['The first']);
    },
  );

  it('completes what GraphiQL stored, since it would discard all tabs if one lacks a part', () => {
    const storage = createStorage();
    const tabs = [ownTab, { query: 'query Mine { e }', variables: 5, headers: {}, response: 7 }];
    storage.setItem('graphiql:tabState', JSON.stringify({ activeTabIndex: 99, tabs }));
    prepareStorage(storage, preparation);
    const nothing = { variables: null, headers: null, operationName: null, response: null };
    expect(storage.state()).toEqual({
      activeTabIndex: 1,
      tabs: [
        { ...ownTab, title: 'My query', ...nothing },
        { id: expect.any(String), title: 'Untitled', query: 'query Mine { e }', ...nothing },
      ],
    });
  });

  it.each([
    ['{{{', null],
    ['null', null],
    ['{"queries":5}', null],
    ['{"queries":[null]}', null],
    ['{"queries":[{"query":5}]}', null],
    ['{"favorites":[]}', null],
    ['{"queries":[{"query":"{ a }","label":"Mine"}]}', '{"queries":[{"query":"{ a }","label":"Mine"}]}'],
  ])('removes past queries that GraphiQL cannot read: %s', (text, kept) => {
    const storage = createStorage();
    storage.setItem('graphiql:queries', text);
    prepareStorage(storage, preparation);
    expect(storage.getItem('graphiql:queries')).toBe(kept);
  });

  it('selects a new tab for a query that came with a link', () => {
    const storage = createStorage([ownTab]);
    prepareStorage(storage, { ...preparation, linked });
    expect(titlesIn(storage)).toEqual(['My query', 'The chart']);
    expect(storage.state().activeTabIndex).toBe(1);
    expect(storage.getItem('graphiql:query')).toBe(linked.query);
    expect(storage.getItem('graphiql:variables')).toBe('{}');
  });

  it('selects the open tab of a query that came with a link before', () => {
    const storage = createStorage([ownTab, { ...linked, title: 'The chart' }]);
    prepareStorage(storage, { ...preparation, linked });
    prepareStorage(storage, { ...preparation, linked: { ...linked, variables: '{"a":1}' } });
    prepareStorage(storage, { ...preparation, linked });
    expect(titlesIn(storage)).toEqual(['My query', 'The chart', 'The chart']);
    expect(storage.state().activeTabIndex).toBe(1);
  });

  it('opens the Examples panel on the first visit of a wide window, and no panel in a narrow one', () => {
    const panelAfter = (layout: 'wide' | 'medium' | 'narrow', tabs?: (typeof ownTab)[], panel?: string) => {
      const storage = createStorage(tabs);
      if (panel !== undefined) storage.setItem('graphiql:visiblePlugin', panel);
      prepareStorage(storage, { ...preparation, layout });
      return storage.getItem('graphiql:visiblePlugin');
    };
    expect(panelAfter('wide')).toBe('Examples');
    expect(panelAfter('medium')).toBeNull();
    expect(panelAfter('wide', [ownTab])).toBeNull();
    expect(panelAfter('wide', [ownTab], 'History')).toBe('History');
    expect(panelAfter('narrow', [ownTab], 'History')).toBeNull();
  });
});

describe('openStorage', () => {
  const browserStorage = (storage: object): Storage => ({
    key: () => null,
    clear: () => undefined,
    length: 0,
    ...createStorage(),
    ...storage,
  });
  const tabsIn = (storage: ReturnType<typeof openStorage>) =>
    stored.parse(JSON.parse(storage?.getItem('graphiql:tabState') ?? '')).tabs.map(({ title }) => title);

  it('leaves GraphiQL the storage of the browser if that can be written', () => {
    expect(openStorage(() => browserStorage({}), preparation)).toBeUndefined();
  });

  it('starts as on a first visit if the browser blocks its storage', () => {
    const storage = openStorage(() => {
      throw new Error('The browser blocks access.');
    }, preparation);
    expect(tabsIn(storage)).toEqual(['The first']);
  });

  it('keeps the tabs of the user if the storage is full', () => {
    const tabState = JSON.stringify({ activeTabIndex: 0, tabs: [ownTab] });
    const full = browserStorage({
      'graphiql:tabState': tabState,
      setItem: () => {
        throw new Error('The storage is full.');
      },
    });
    expect(tabsIn(openStorage(() => full, preparation))).toEqual(['My query']);
  });
});
