import type { OpenShare } from '#database';
import { describe, expect, it } from '@jest/globals';
import { TimeRange } from '../charts/chart.enums.js';
import { describeFeed, type FeedEvent } from './share-feed.js';

const SHARE: OpenShare = {
  id: 'f3b1f5c0-6d6e-4b7e-9d2f-0a9a4a3c1b2d',
  listenerId: 1,
  title: null,
  range: 'SHORT_TERM',
  on: null,
  listenerName: null,
  createdAt: new Date('2026-06-01T08:00:00Z'),
  revision: null,
};

const EVENT: FeedEvent = {
  id: 'an-event',
  range: TimeRange.SHORT_TERM,
  kind: 'NEW_ENTRY',
  day: '2026-06-16',
  artist: { name: 'Nova Rose' },
  rank: 9,
  previousRank: null,
  takenAt: new Date('2026-06-16T05:12:00Z'),
  source: 'SPOTIFY',
};

const entryOf = (event: Partial<FeedEvent>, share: Partial<OpenShare> = {}) =>
  describeFeed({ ...SHARE, ...share }, [{ ...EVENT, ...event }]).entries[0];

describe('an entry of a feed', () => {
  it.each([
    [{ kind: 'NEW_NUMBER_ONE', rank: 1, previousRank: 3 }, 'Nova Rose is the new number one (was No. 3)'],
    [{ kind: 'NEW_NUMBER_ONE', rank: 1, previousRank: null }, 'Nova Rose is the new number one'],
    [{ kind: 'NEW_ENTRY', rank: 9, previousRank: null }, 'Nova Rose debuts at No. 9'],
    [{ kind: 'RE_ENTRY', rank: 9, previousRank: null }, 'Nova Rose returns at No. 9'],
    [{ kind: 'NEW_PEAK', rank: 4, previousRank: 5 }, 'Nova Rose reaches a new peak at No. 4 (was No. 5)'],
    [{ kind: 'NEW_PEAK', rank: 4, previousRank: null }, 'Nova Rose reaches a new peak at No. 4'],
    [{ kind: 'DROP_OUT', rank: null, previousRank: 50 }, 'Nova Rose drops out (was No. 50)'],
  ] as const)('describes %j as “%s”', (event, title) => {
    expect(entryOf(event)).toMatchObject({ title, categories: [{ term: event.kind }] });
  });

  it('has the day and the range of its chart, and the time of the snapshot', () => {
    expect(entryOf({})).toMatchObject({
      updated: '2026-06-16T05:12:00.000Z',
      summary: 'On the 4-week chart of Tuesday, June 16, 2026.',
    });
  });

  it('says that a day is reconstructed', () => {
    expect(entryOf({ source: 'RECONSTRUCTED' })).toMatchObject({
      title: 'Nova Rose debuts at No. 9 (reconstructed)',
      summary: expect.stringContaining('reconstructed from a listening history'),
      categories: [{ term: 'NEW_ENTRY' }, { term: 'RECONSTRUCTED' }],
    });
  });

  it('keeps its ID when its text changes, and has another one for another event or share', () => {
    const id = entryOf({})?.id;
    expect(id).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(entryOf({ artist: { name: 'Renamed' }, rank: 10 }, { title: 'My chart' })?.id).toBe(id);
    expect(entryOf({ id: 'another-event' })?.id).not.toBe(id);
    expect(entryOf({}, { id: 'f3b1f5c0-6d6e-4b7e-9d2f-0a9a4a3c1b2e' })?.id).not.toBe(id);
  });

  it('has no characters that XML does not allow, or that change the direction of the text after them', () => {
    const name = 'a\u0000b\u0008c\nd\uD800e\uFFFFf\u{1F600}<&>';
    expect(entryOf({ artist: { name } })?.title).toMatch(/^a�b�c�d�e�f\u{1F600}<&> debuts/u);
    expect(entryOf({ artist: { name: 'Nova\u202e Rose' } })?.title).toBe(
      '\u2068Nova Rose\u2069 debuts at No. 9',
    );
  });
});

describe('a feed', () => {
  it('has the title of the share, else the name of the listener, if the share shows it', () => {
    expect(describeFeed(SHARE, [])).toMatchObject({
      title: 'Top artists',
      subtitle: 'Changes on the 4-week chart',
      author: 'A Headliner listener',
    });
    const named = { ...SHARE, listenerName: 'Demo Listener' };
    expect(describeFeed(named, [])).toMatchObject({
      title: 'Demo Listener’s chart',
      subtitle: 'Changes on the 4-week chart',
      author: 'Demo Listener',
    });
    const titled = { ...named, title: 'On repeat', on: '2026-06-16' };
    expect(describeFeed(titled, [])).toMatchObject({
      title: 'On repeat',
      subtitle: 'Changes on the 4-week chart, up to Tuesday, June 16, 2026',
    });
  });

  it('is dated by its newest snapshot, or by the creation of the share while it is empty', () => {
    expect(describeFeed(SHARE, []).updated).toBe('2026-06-01T08:00:00.000Z');
    const imported = { ...EVENT, takenAt: new Date('2026-06-17T09:00:00Z') };
    expect(describeFeed(SHARE, [EVENT, imported, EVENT]).updated).toBe('2026-06-17T09:00:00.000Z');
  });
});
