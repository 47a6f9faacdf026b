import { describe, expect, it, jest } from '@jest/globals';
import { setStage } from '../support/index.js';
import { days, History } from './history.js';
import { exportFile } from './portable-history.js';

jest.setTimeout(90_000);

const NOON = '2026-06-15T12:00:00Z';
const stage = setStage({ SNAPSHOT_RETENTION_DAYS: '10' });

describe('SNAPSHOT_RETENTION_DAYS=10', () => {
  it('starts coverage ten days ago, even before older snapshots are deleted, without older gaps', async () => {
    const history = await History.open(stage, NOON, '2026-01-01');
    await history.snapshots('SHORT_TERM', '2026-06-01', ...days('2026-06-07', '2026-06-13'));
    await history.failure('SHORT_TERM', '2026-05-20', 'RATE_LIMITED');
    await history.failure('SHORT_TERM', '2026-06-06', 'RATE_LIMITED');
    expect(await history.coverage()).toMatchObject({
      since: '2026-06-05',
      snapshotCount: 7,
      gaps: [
        { day: '2026-06-14', reason: 'NOT_RUNNING' },
        { day: '2026-06-06', reason: 'RATE_LIMITED' },
        { day: '2026-06-05', reason: 'NOT_RUNNING' },
      ],
    });
    const gaps = (await exportFile(stage.client)).split('\n').filter((line) => line.includes('"gap"'));
    expect(gaps.map((line) => (JSON.parse(line) as { day: string }).day).toSorted()[0]).toBe('2026-06-05');
  });

  it('starts coverage on the first day of a listener who joined later', async () => {
    const history = await History.open(stage, NOON, '2026-06-12');
    expect(await history.coverage()).toMatchObject({ since: '2026-06-12', gapCount: 3 });
  });

  it('is stated on the privacy page', async () => {
    const page = await (await stage.client.fetch('/privacy')).text();
    expect(page).toContain('For 10 days. Older days are deleted once a day.');
    expect(page).not.toContain('deletes no day by itself');
  });
});
