import type { SnapshotRepository, TimeRange } from '#database';
import { type Spotify, type TopArtists, UnavailableError } from '#spotify';
import { describe, expect, it } from '@jest/globals';
import { type SnapshotDay, SnapshotRecorder } from './snapshot-recorder.js';

const LIST: TopArtists = { artists: [], complete: true };
const NO_SNAPSHOTS = { SHORT_TERM: null, MEDIUM_TERM: null, LONG_TERM: null };
const DAY: SnapshotDay = { listenerId: 1, day: '2026-11-22', newest: NO_SNAPSHOTS };

/** A recorder with a fake Spotify, and the ranges of each statement that recorded lists. */
function recorder(getTopArtists: (range: TimeRange) => Promise<TopArtists>) {
  const statements: TimeRange[][] = [];
  const failed: TimeRange[] = [];
  const firstStatement = Promise.withResolvers<void>();
  const spotify = { getTopArtists: (_: number, range: TimeRange) => getTopArtists(range) };
  const snapshots: Pick<SnapshotRepository, 'record' | 'recordFailure'> = {
    record: async (_, lists) => {
      const ranges = lists.map(({ range }) => range);
      if (ranges.length > 0) statements.push(ranges);
      firstStatement.resolve();
      return ranges;
    },
    recordFailure: async ({ range }) => void failed.push(range),
  };
  const tested = new SnapshotRecorder(spotify as unknown as Spotify, snapshots as SnapshotRepository, {
    SNAPSHOT_DEPTH: 50,
  });
  return { tested, statements, failed, firstStatement: firstStatement.promise };
}

describe('SnapshotRecorder', () => {
  it('records lists that arrive together in one statement', async () => {
    const { tested, statements } = recorder(async () => LIST);
    const { outcomes, error } = await tested.record(DAY);
    expect(statements).toEqual([['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM']]);
    expect([...outcomes.values()]).toEqual(Array(3).fill({ outcome: 'TAKEN' }));
    expect(error).toBeUndefined();
  });

  it('records fast ranges without waiting for a slow one', async () => {
    const { tested, statements, firstStatement } = recorder(async (range) => {
      // Without the statement this list never arrives.
      if (range === 'LONG_TERM') await firstStatement;
      return LIST;
    });
    const { outcomes } = await tested.record(DAY);
    expect(statements).toEqual([['SHORT_TERM', 'MEDIUM_TERM'], ['LONG_TERM']]);
    expect(outcomes.get('LONG_TERM')).toEqual({ outcome: 'TAKEN' });
  });

  it('returns the outcomes of the other ranges together with an error of Headliner', async () => {
    const unavailable = new Error('the database is unavailable');
    const { tested } = recorder((range) =>
      range === 'MEDIUM_TERM' ? Promise.reject(unavailable) : Promise.resolve(LIST),
    );
    const { outcomes, error } = await tested.record(DAY);
    expect(error).toBe(unavailable);
    expect([...outcomes.keys()].sort()).toEqual(['LONG_TERM', 'SHORT_TERM']);
  });

  it('records a failure of Spotify for the failed range only', async () => {
    const { tested, statements, failed } = recorder((range) =>
      range === 'LONG_TERM' ? Promise.reject(new UnavailableError('it is down')) : Promise.resolve(LIST),
    );
    const { outcomes, error } = await tested.record(DAY);
    expect([statements, failed, error]).toEqual([[['SHORT_TERM', 'MEDIUM_TERM']], ['LONG_TERM'], undefined]);
    expect(outcomes.get('LONG_TERM')).toMatchObject({ failure: { reason: 'SPOTIFY_UNAVAILABLE' } });
  });

  it('fetches no range that already has a snapshot for the day', async () => {
    const fetched: TimeRange[] = [];
    const { tested } = recorder(async (range) => {
      fetched.push(range);
      return LIST;
    });
    const newest = { ...NO_SNAPSHOTS, SHORT_TERM: { day: DAY.day, hadPlaces: true } };
    const { outcomes } = await tested.record({ ...DAY, newest });
    expect(fetched).toEqual(['MEDIUM_TERM', 'LONG_TERM']);
    expect(outcomes.get('SHORT_TERM')).toEqual({ outcome: 'ALREADY_TAKEN' });
  });
});
