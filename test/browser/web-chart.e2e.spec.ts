import { expect, it, jest } from '@jest/globals';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findings } from './web-findings.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

describeInBrowser('the chart page', () => {
  const stage = setWebStage();

  it('shows the chart with its artwork, and asks nobody but Spotify for it', async () => {
    const { context, page, origins, complaints } = await stage.visit('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.row').first().waitFor();
    expect(await findings(page)).toEqual([]);
    expect([...origins].sort()).toEqual([stage.origin, stage.instance.simulator.url].sort());
    expect(complaints).toEqual([]);
    await context.close();
  });
});
