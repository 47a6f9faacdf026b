import { beforeEach, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { Client } from '../support/index.js';
import { findIssues } from './find-issues.js';
import { daysAgo } from './web-history.js';
import { query } from './web-queries.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

const MAX_SHARES = 20;

describeInBrowser('public links in the share dialog and on the account page', () => {
  const stage = setWebStage();

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
  const openDialog = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await button(page, 'Public link').click();
  };
  /** What anyone sees who has the link. */
  const view = (url: string) =>
    new Client(stage.origin, stage.instance.simulator.control).graphql(
      'query ($token: String!) { sharedChart(token: $token) { title chart { day } } }',
      {
        token: url.split('/s/')[1],
      },
    );
  const createShares = async (count: number): Promise<void> => {
    for (let index = 1; index <= count; index += 1) {
      const { errors } = await stage.client.graphql(
        'mutation ($input: CreateShareInput!) { createShare(input: $input) { share { id } } }',
        { input: { range: 'LONG_TERM', title: `Share ${index}` } },
      );
      expect(errors).toBeUndefined();
    }
  };

  beforeEach(async () => {
    await stage.instance.sql('DELETE FROM share');
  });

  it('a public link to a day is created with the keyboard, copied, opened by anyone, and offered again', async () => {
    const day = daysAgo(5);
    const { context, page, browserErrors } = await stage.visit(`/?on=${day}`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await openDialog(page);
    await page.getByLabel('This day').focus();
    expect(await page.getByLabel('This day').isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Just a day');
    expect(await findIssues(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const link = page.getByRole('textbox', { name: 'Link' });
    await link.waitFor();
    expect(await link.evaluate('document.activeElement.ariaLabel')).toBe('Link');
    await page
      .getByText(/^It shows your 4-week chart of .+ as “Just a day”, without your name, until /)
      .waitFor();
    expect(await findIssues(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Copied', { exact: true }).waitFor();
    const url = z.string().parse(await page.evaluate('navigator.clipboard.readText()'));
    expect(url).toBe(await link.inputValue());
    expect(await page.getByRole('link', { name: 'Open (new tab)' }).getAttribute('href')).toBe(url);
    const visitor = await stage.visitSignedOut(new URL(url).pathname);
    await visitor.page.getByRole('heading', { name: 'Just a day' }).waitFor();
    expect(visitor.browserErrors).toEqual([]);
    await visitor.context.close();
    expect((await view(url)).data).toEqual({ sharedChart: { title: 'Just a day', chart: { day } } });

    await page.keyboard.press('Escape');
    await openDialog(page);
    await link.waitFor();
    expect(await link.inputValue()).toBe(url);
    await page.getByLabel('Always the newest').check();
    await button(page, 'Create link').click();
    await page.getByText(/^It shows your newest 4-week chart, without your name, until /).waitFor();
    expect(await link.inputValue()).not.toBe(url);
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('the dialog explains an invalid title at its field, and leads to the account once there are 20 links', async () => {
    await createShares(MAX_SHARES - 1);
    const { context, page } = await stage.visit('/');
    await openDialog(page);
    const title = page.getByLabel('Title (optional)');
    await title.fill('x'.repeat(81));
    await button(page, 'Create link').click();
    await page.getByText('This must be 1 to 80 visible characters, on one line.').waitFor();
    expect(await title.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true');
    await createShares(1);
    await title.fill('One more');
    await button(page, 'Create link').click();
    await page.getByText('You already have 20 shares, the maximum. Revoke one first.').waitFor();
    await page.keyboard.press('Escape');
    await openDialog(page);
    await page.getByText('You have 20 shares, the maximum').waitFor();
    await page.getByRole('link', { name: 'Go to your shares' }).click();
    const shares = page.getByRole('region', { name: 'Shares' });
    await shares.getByText('You have 20 shares, the maximum.').waitFor();
    expect(await shares.getByRole('row').count()).toBe(1 + MAX_SHARES);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Shares');
    await context.close();
  });

  it('the account page lists what each link shows and until when, and revokes it at once', async () => {
    const { context, page, browserErrors } = await stage.visit('/account', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const shares = page.getByRole('region', { name: 'Shares' });
    await shares.getByText('You have no shares.').waitFor();
    await createShares(2);
    await page.reload();
    const row = shares.getByRole('row').filter({ hasText: 'Share 1' });
    await row.getByText('1 year, always the newest, without your name').waitFor();
    await row.getByRole('button', { name: 'Copy link to Share 1' }).click();
    await row.getByText('Copied', { exact: true }).waitFor();
    const url = z.string().parse(await page.evaluate('navigator.clipboard.readText()'));
    expect(await row.getByRole('link', { name: 'Open Share 1 (new tab)' }).getAttribute('href')).toBe(url);
    expect((await view(url)).errors).toBeUndefined();

    await row.getByRole('button', { name: 'Revoke Share 1' }).click();
    await row.getByText('Its link stops working for everyone. This can’t be undone.').waitFor();
    expect(await findIssues(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await shares.getByText('“Share 1” is revoked.').waitFor();
    await row.waitFor({ state: 'detached' });
    expect((await view(url)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const { viewer } = await query(
      stage.client,
      z.object({ viewer: z.object({ shares: z.array(z.object({ title: z.string() })) }) }),
      '{ viewer { shares { title } } }',
    );
    expect(viewer.shares).toEqual([{ title: 'Share 2' }]);

    await shares.getByRole('button', { name: 'Revoke Share 2' }).click();
    await shares.locator('button:focus', { hasText: 'Revoke share: Share 2' }).waitFor();
    await stage.instance.sql('DELETE FROM share');
    await page.keyboard.press('Enter');
    await shares.getByText('It has expired or was already revoked.').waitFor();
    await shares.getByText('You have no shares.').waitFor();
    expect(await page.evaluate('document.activeElement.innerText')).toContain('It no longer exists');
    expect(browserErrors).toEqual([]);
    await context.close();
  });
});
