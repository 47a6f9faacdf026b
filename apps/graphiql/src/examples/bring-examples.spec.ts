import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { bringExamples } from './bring-examples.js';

const first = { name: 'First', answers: '', query: 'query First { a }', variables: null };
const second = { name: 'Second', answers: '', query: 'query Second { b }', variables: '{"c": 1}' };
const ownTab = { id: 'own', title: 'Mine', query: 'query Mine { d }' };

const stored = z.object({
  activeTabIndex: z.number(),
  tabs: z.array(z.looseObject({ title: z.string(), query: z.string() })),
});

/** A browser in which GraphiQL has kept `tabs`; none where they are undefined. */
function browser(tabs?: { query: string; title: string }[]) {
  const items = new Map<string, string>();
  if (tabs) items.set('graphiql:tabState', JSON.stringify({ activeTabIndex: 0, tabs }));
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    tabs: () => {
      const text = items.get('graphiql:tabState');
      return text === undefined ? undefined : stored.parse(JSON.parse(text)).tabs;
    },
  };
}

const titles = (tabs: { title: string }[] | undefined) => tabs?.map(({ title }) => title);

describe('bringExamples', () => {
  it('leaves a first visit to the default tabs', () => {
    const storage = browser();
    bringExamples(storage, [first, second]);
    expect(storage.tabs()).toBeUndefined();
  });

  it('adds an example that is new to this browser, after the tabs that are there', () => {
    const storage = browser([ownTab]);
    bringExamples(storage, [first]);
    bringExamples(storage, [first, second]);
    expect(titles(storage.tabs())).toEqual(['Mine', 'First', 'Second']);
    expect(storage.tabs()?.[2]).toMatchObject({ query: second.query, variables: second.variables });
  });

  it('keeps closed what its reader has closed', () => {
    const storage = browser([ownTab]);
    bringExamples(storage, [first]);
    storage.setItem('graphiql:tabState', JSON.stringify({ activeTabIndex: 0, tabs: [ownTab] }));
    bringExamples(storage, [first]);
    expect(titles(storage.tabs())).toEqual(['Mine']);
  });

  it('renews an example that nobody touched, and leaves a changed one to its reader', () => {
    const storage = browser([ownTab]);
    bringExamples(storage, [first, second]);
    const changed = { ...second, title: 'Second', query: 'query Second { b, mine }' };
    storage.setItem(
      'graphiql:tabState',
      JSON.stringify({ activeTabIndex: 0, tabs: [{ ...first, title: 'First' }, changed] }),
    );
    bringExamples(storage, [
      { ...first, query: 'query First { a, better }' },
      { ...second, query: 'query Second { b, better }' },
    ]);
    expect(storage.tabs()?.map(({ query }) => query)).toEqual([
      'query First { a, better }',
      'query Second { b, mine }',
    ]);
  });

  it.each(['not JSON', '[]', '{"tabs":7}'])('starts afresh where the storage holds %s', (text) => {
    const storage = browser();
    storage.setItem('headliner:examples', text);
    storage.setItem('graphiql:tabState', text);
    bringExamples(storage, [first]);
    expect(storage.getItem('graphiql:tabState')).toBe(text);
    expect(JSON.parse(storage.getItem('headliner:examples') ?? '')).toEqual({ First: first.query });
  });
});
