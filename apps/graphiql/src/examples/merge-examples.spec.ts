import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { mergeExamples } from './merge-examples.js';

const first = { name: 'First', description: '', query: 'query First { a }', variables: null };
const second = { name: 'Second', description: '', query: 'query Second { b }', variables: '{"c": 1}' };
const ownTab = { id: 'own', title: 'Mine', query: 'query Mine { d }' };

const stored = z.object({
  activeTabIndex: z.number(),
  tabs: z.array(z.looseObject({ title: z.string(), query: z.string() })),
});

/** A browser's storage in which GraphiQL stored `tabs`, or nothing. */
function createStorage(tabs?: { query: string; title: string }[]) {
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

describe('mergeExamples', () => {
  it('stores no tabs on a first visit, so that GraphiQL shows its default tabs', () => {
    const storage = createStorage();
    mergeExamples(storage, [first, second]);
    expect(storage.tabs()).toBeUndefined();
  });

  it('appends an example that is new to this browser after the stored tabs', () => {
    const storage = createStorage([ownTab]);
    mergeExamples(storage, [first]);
    mergeExamples(storage, [first, second]);
    expect(titles(storage.tabs())).toEqual(['Mine', 'First', 'Second']);
    expect(storage.tabs()?.[2]).toMatchObject({ query: second.query, variables: second.variables });
  });

  it('does not reopen an example that the user closed', () => {
    const storage = createStorage([ownTab]);
    mergeExamples(storage, [first]);
    storage.setItem('graphiql:tabState', JSON.stringify({ activeTabIndex: 0, tabs: [ownTab] }));
    mergeExamples(storage, [first]);
    expect(titles(storage.tabs())).toEqual(['Mine']);
  });

  it('replaces an unedited example by its new text, and keeps one that the user edited', () => {
    const storage = createStorage([ownTab]);
    mergeExamples(storage, [first, second]);
    const edited = { ...second, title: 'Second', query: 'query Second { b, mine }' };
    storage.setItem(
      'graphiql:tabState',
      JSON.stringify({ activeTabIndex: 0, tabs: [{ ...first, title: 'First' }, edited] }),
    );
    mergeExamples(storage, [
      { ...first, query: 'query First { a, better }' },
      { ...second, query: 'query Second { b, better }' },
    ]);
    expect(storage.tabs()?.map(({ query }) => query)).toEqual([
      'query First { a, better }',
      'query Second { b, mine }',
    ]);
  });

  it.each(['not JSON', '[]', '{"tabs":7}'])('ignores unreadable storage: %s', (text) => {
    const storage = createStorage();
    storage.setItem('headliner:examples', text);
    storage.setItem('graphiql:tabState', text);
    mergeExamples(storage, [first]);
    expect(storage.getItem('graphiql:tabState')).toBe(text);
    expect(JSON.parse(storage.getItem('headliner:examples') ?? '')).toEqual({ First: first.query });
  });
});
