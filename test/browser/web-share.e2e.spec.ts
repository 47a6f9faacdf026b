import { expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { measureOverflow } from './page-actions.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

describeInBrowser('trends on narrow and wide screens', () => {
  const stage = setWebStage();

  it('trends fit a phone with a long unbroken name: the drawing comes first, the artists in one row', async () => {
    const name = 'Abcdefghijkl'.repeat(5);
    const { data } = await stage.client.graphql(
      '{ chart(range: SHORT_TERM) { entries(first: 1) { artist { id } } } }',
    );
    const { entries } = z
      .object({ chart: z.object({ entries: z.tuple([z.object({ artist: z.object({ id: z.string() }) })]) }) })
      .parse(data).chart;
    await stage.instance.sql('UPDATE artist SET name = $1 WHERE spotify_id = $2', [
      name,
      entries[0].artist.id,
    ]);
    const { context, page } = await stage.visit('/trends', { viewport: { width: 360, height: 740 } });
    await page.getByRole('slider', { name }).waitFor();
    expect(await measureOverflow(page)).toBe(0);
    const { labels, chips, drawing } = z
      .object({ labels: z.array(z.string()), chips: z.array(z.number()), drawing: z.number() })
      .parse(
        await page.evaluate(`({
          labels: [...document.querySelectorAll('.bump-end text:not(.rank)')].map((line) => line.textContent),
          chips: [...document.querySelectorAll('.chips li')].map((chip) => chip.getBoundingClientRect().top),
          drawing: document.querySelector('.bump').getBoundingClientRect().top,
        })`),
      );
    expect(labels.join('')).toContain(name);
    expect(new Set(chips).size).toBe(1);
    expect(drawing).toBeLessThan(chips[0] ?? 0);

    await page.goto(`${stage.origin}/trends?view=table`);
    await page.getByRole('columnheader', { name }).waitFor();
    expect(await measureOverflow(page)).toBe(0);
    await context.close();
  });

  it('trends show the top ten on request, and use a wide window without naming a line twice', async () => {
    const { context, page } = await stage.visit('/trends', { viewport: { width: 1920, height: 1080 } });
    await page.getByRole('slider').first().waitFor();
    expect(await page.locator('.bump-end').count()).toBe(6);
    const box = await page.locator('.bump > svg').boundingBox();
    expect([box?.width, box?.height]).toEqual([96 * 16, 640]);
    await page.getByRole('link', { name: 'Top 10' }).click();
    await page.locator('.bump-backdrop').getByText('11+').waitFor();
    expect(await page.locator('.bump-backdrop .rank').allTextContents()).toContain('10');
    expect(await page.locator('.bump-backdrop .rank').allTextContents()).not.toContain('20');
    expect(new URL(page.url()).searchParams.get('ranks')).toBe('10');
    await context.close();
  });
});
