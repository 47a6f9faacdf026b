import { beforeEach, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { ask, refusal } from './asking.js';
import { artistId, History } from './history.js';

const stage = setStage();

/** A Wednesday. */
const NOW = '2026-06-17T12:00:00Z';
/** The first accountable day. */
const FIRST = '2026-06-08';
/** Short-term lists on Mondays of three weeks, and two of the fourth. The seam is between the second and the third. */
const RECONSTRUCTED = { '2026-05-25': 'AB', '2026-06-01': 'XA' };
const RECORDED = { '2026-06-08': 'BA', '2026-06-15': 'ABY', '2026-06-16': 'ABY' };

const READ = `query ($artist: ID!) {
  viewer { includeReconstructed coverage(range: SHORT_TERM) {
    since snapshotCount gapCount reconstructedCount reconstructedSince gaps { day }
  } }
  chart(range: SHORT_TERM, on: "2026-06-08", comparedTo: "2026-06-07") {
    source comparedTo { day source } entries { artist { name } peakDay weeksOnChart }
  }
  charts(range: SHORT_TERM) { totalCount nodes { day source } }
  old: chart(range: SHORT_TERM, on: "2026-06-02") { day source }
  chartEvents(range: SHORT_TERM) { nodes { day kind } }
  momentum { day }
  yearEndChart(range: SHORT_TERM, year: 2026) { weeksCounted }
  artists { nodes { name } }
  artist(id: $artist) { rankHistory(range: SHORT_TERM) { day rank source } }
}`;

function read(): Promise<Record<string, unknown>> {
  return ask(stage, READ, { artist: artistId('A') });
}

async function include(includeReconstructed: boolean): Promise<void> {
  const CHANGE = `mutation ($input: UpdateSettingsInput!) {
    updateSettings(input: $input) { viewer { includeReconstructed snapshotsPaused } }
  }`;
  expect(await ask(stage, CHANGE, { input: { includeReconstructed } })).toEqual({
    updateSettings: { viewer: { includeReconstructed, snapshotsPaused: false } },
  });
}

beforeEach(async () => {
  const history = await History.open(stage, NOW, FIRST);
  await history.lists('SHORT_TERM', RECONSTRUCTED, true, 'RECONSTRUCTED');
  await history.lists('SHORT_TERM', RECORDED);
  // On the 8th, the other ranges are still reconstructed.
  for (const range of ['MEDIUM_TERM', 'LONG_TERM']) {
    await history.lists(range, { '2026-06-01': 'A', '2026-06-08': 'A' }, true, 'RECONSTRUCTED');
  }
});

describe('reconstructed snapshots', () => {
  it('are read by charts and everything derived from them, and say what they are', async () => {
    expect(await read()).toEqual({
      viewer: {
        includeReconstructed: true,
        coverage: {
          since: FIRST,
          snapshotCount: 3,
          gapCount: 6,
          reconstructedCount: 2,
          reconstructedSince: '2026-05-25',
          gaps: ['14', '13', '12', '11', '10', '09'].map((day) => ({ day: `2026-06-${day}` })),
        },
      },
      chart: {
        source: 'SPOTIFY',
        comparedTo: { day: '2026-06-01', source: 'RECONSTRUCTED' },
        entries: [
          { artist: { name: 'Artist B' }, peakDay: '2026-06-08', weeksOnChart: 2 },
          { artist: { name: 'Artist A' }, peakDay: '2026-05-25', weeksOnChart: 3 },
        ],
      },
      charts: {
        totalCount: 4,
        nodes: [
          { day: '2026-06-16', source: 'SPOTIFY' },
          { day: '2026-06-08', source: 'SPOTIFY' },
          { day: '2026-06-01', source: 'RECONSTRUCTED' },
          { day: '2026-05-25', source: 'RECONSTRUCTED' },
        ],
      },
      old: { day: '2026-06-01', source: 'RECONSTRUCTED' },
      // None on the 8th, which follows a snapshot of another source.
      chartEvents: {
        nodes: [
          { day: '2026-06-15', kind: 'NEW_NUMBER_ONE' },
          { day: '2026-06-15', kind: 'NEW_ENTRY' },
          { day: '2026-06-01', kind: 'NEW_NUMBER_ONE' },
          { day: '2026-06-01', kind: 'NEW_ENTRY' },
          { day: '2026-06-01', kind: 'DROP_OUT' },
        ],
      },
      momentum: [{ day: '2026-06-01' }, { day: '2026-06-01' }],
      yearEndChart: { weeksCounted: 4 },
      artists: { nodes: ['A', 'B', 'X', 'Y'].map((letter) => ({ name: `Artist ${letter}` })) },
      artist: {
        rankHistory: [
          { day: '2026-05-25', rank: 1, source: 'RECONSTRUCTED' },
          { day: '2026-06-01', rank: 2, source: 'RECONSTRUCTED' },
          { day: '2026-06-08', rank: 2, source: 'SPOTIFY' },
          { day: '2026-06-16', rank: 1, source: 'SPOTIFY' },
        ],
      },
    });
  });

  it('are left out of everything, and come back, as updateSettings(includeReconstructed:) says', async () => {
    const before = await read();
    await include(false);
    expect(await read()).toEqual({
      viewer: {
        includeReconstructed: false,
        coverage: {
          since: FIRST,
          snapshotCount: 3,
          gapCount: 6,
          reconstructedCount: 0,
          reconstructedSince: null,
          gaps: ['14', '13', '12', '11', '10', '09'].map((day) => ({ day: `2026-06-${day}` })),
        },
      },
      chart: {
        source: 'SPOTIFY',
        comparedTo: null,
        entries: [
          { artist: { name: 'Artist B' }, peakDay: '2026-06-08', weeksOnChart: 1 },
          { artist: { name: 'Artist A' }, peakDay: '2026-06-08', weeksOnChart: 1 },
        ],
      },
      charts: {
        totalCount: 2,
        nodes: [
          { day: '2026-06-16', source: 'SPOTIFY' },
          { day: '2026-06-08', source: 'SPOTIFY' },
        ],
      },
      old: null,
      chartEvents: {
        nodes: [
          { day: '2026-06-15', kind: 'NEW_NUMBER_ONE' },
          { day: '2026-06-15', kind: 'NEW_ENTRY' },
          { day: '2026-06-15', kind: 'NEW_PEAK' },
        ],
      },
      momentum: null,
      yearEndChart: { weeksCounted: 2 },
      artists: { nodes: ['A', 'B', 'Y'].map((letter) => ({ name: `Artist ${letter}` })) },
      artist: {
        rankHistory: [
          { day: '2026-06-08', rank: 2, source: 'SPOTIFY' },
          { day: '2026-06-16', rank: 1, source: 'SPOTIFY' },
        ],
      },
    });
    const gone = artistId('X');
    expect(await refusal(stage, '{ artist(id: "' + gone + '") { name } }')).toMatch(/^NOT_FOUND/);
    await include(true);
    expect(await read()).toEqual(before);
  });

  it('do not change when snapshots are due or what is paused when only their setting changes', async () => {
    const schedule = 'SELECT * FROM snapshot_schedule';
    const before = await stage.instance.sql(schedule);
    await include(false);
    expect(await stage.instance.sql(schedule)).toEqual(before);
  });
});
