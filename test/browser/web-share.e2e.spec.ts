import { expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { download, inspectPng, parseSvg, readCsv } from './share-actions.js';
import { measureOverflow } from './page-actions.js';
import { query } from './web-queries.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

const dropout = z.object({
  previousRank: z.int(),
  peakRank: z.int(),
  weeksOnChart: z.int(),
  weeksAtNumberOne: z.int(),
  artist: z.object({ name: z.string(), spotifyUrl: z.string() }),
});

describeInBrowser('trends on narrow and wide screens, cards and exports', () => {
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

  it('a chart is shared as a card in three sizes, and its table with the drop-outs as CSV', async () => {
    const { context, page, browserErrors } = await stage.visit('/');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const names = await page.locator('.chart-rows .artist').allTextContents();
    for (const [size, width, height] of [
      ['Square', 1080, 1080],
      ['Story', 1080, 1920],
      ['Wide', 1200, 675],
    ] as const) {
      await page.getByRole('button', { name: size }).click();
      await page
        .getByRole('img', { name: new RegExp(`^Preview of the card “.+”, ${width} by ${height} pixels$`) })
        .waitFor();
      const png = await download(page, 'Download PNG');
      expect(png.name).toMatch(new RegExp(`^chart-short-[\\d-]{10}-${size.toLowerCase()}\\.png$`));
      const { size: drawn, colours } = await inspectPng(page, png.content);
      expect(drawn).toEqual([width, height]);
      expect(colours).toBeGreaterThan(20);
      const { texts, problems } = await parseSvg(page, (await download(page, 'Download SVG')).content);
      expect(problems).toEqual([]);
      expect(texts.join(' ')).toContain(names[1]);
    }
    const csv = await download(page, 'CSV');
    expect(csv.content.toString('utf8').startsWith('\uFEFFRank,')).toBe(true);
    const { chart } = await query(
      stage.client,
      z.object({ chart: z.object({ dropouts: z.array(dropout).min(1) }) }),
      '{ chart(range: SHORT_TERM) { dropouts { previousRank peakRank weeksOnChart weeksAtNumberOne artist { name spotifyUrl } } } }',
    );
    const [header, ...rows] = readCsv(csv.content);
    expect(header?.slice(0, 4)).toEqual(['Rank', 'Artist', 'Previous rank', 'Status']);
    expect(rows.slice(0, names.length).map(([rank, name]) => [rank, name])).toEqual(
      names.map((name, index) => [String(index + 1), name]),
    );
    expect(rows.slice(names.length)).toEqual(
      chart.dropouts.map(({ artist, ...each }) =>
        [
          '',
          artist.name,
          each.previousRank,
          'DROP_OUT',
          each.peakRank,
          each.weeksOnChart,
          0,
          each.weeksAtNumberOne,
          artist.spotifyUrl,
          'SPOTIFY',
        ].map(String),
      ),
    );
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('trends export their drawing in the light palette or say that it failed, and their table as CSV', async () => {
    const { context, page, browserErrors } = await stage.visit('/trends', { colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const svg = (await download(page, 'SVG')).content;
    const { texts, problems } = await parseSvg(page, svg);
    expect(problems).toEqual([]);
    expect(texts).toEqual(await page.locator('.bump text').allTextContents());
    expect(svg.toString('utf8')).toContain('rgb(179, 38, 30)');
    expect(svg.toString('utf8')).not.toContain('rgb(255, 141, 120)');
    expect((await inspectPng(page, (await download(page, 'PNG')).content)).colours).toBeGreaterThan(20);

    await page.goto(`${stage.origin}/trends?view=table`);
    await page.getByRole('table').waitFor();
    const cells: unknown =
      await page.evaluate(`[...document.querySelectorAll('.trends-table tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => /^\\d+$/.exec(cell.textContent)?.[0] ?? cell.textContent))`);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const [, ...rows] = (await download(page, 'CSV')).content.toString('utf8').trimEnd().split('\r\n');
    const shown = { off: '–off the chart' };
    const exported = rows.map((row) => {
      const ranks = row.split(',').slice(1, -1);
      if (ranks.every((rank) => rank === '')) return ['No snapshot'];
      return ranks.map((rank) => (rank === 'off' ? shown.off : rank));
    });
    expect(exported).toEqual(cells);
    expect(browserErrors).toEqual([]);

    await page.goto(`${stage.origin}/trends`);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.route('**/assets/fonts/*', (route) => route.abort());
    await page.getByRole('dialog').getByRole('button', { name: 'SVG', exact: true }).click();
    await page.getByRole('alert').getByText('The drawing couldn’t be exported').waitFor();
    await context.close();
  });
});
