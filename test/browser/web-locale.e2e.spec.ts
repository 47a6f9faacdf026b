import { expect, it, jest } from '@jest/globals';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { daysAgo } from './web-history.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

const LOCALES = [
  { locale: 'en-US', relative: /^in \d+ (minute|hour)s?$/ },
  { locale: 'de-DE', relative: /^in \d+ (Minute|Minuten|Stunde|Stunden)$/ },
];
/** Far from the listener's zone in both directions, so that a shifted calendar day would show. */
const ZONES = ['Pacific/Kiritimati', 'America/Los_Angeles'];

describeInBrowser('the locale of the reader', () => {
  const stage = setWebStage();

  it.each(LOCALES)(
    "sets the dates of charts in $locale, whatever the browser's time zone",
    async ({ locale }) => {
      const day = daysAgo(1);
      const text = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(
        Date.parse(day),
      );
      for (const timezoneId of ZONES) {
        const { context, page, browserErrors } = await stage.visit('/', { locale, timezoneId });
        await page.locator('.kicker', { hasText: `Number one · ${text}` }).waitFor();
        expect(browserErrors).toEqual([]);
        await context.close();
      }
    },
  );

  it.each(LOCALES)(
    'sets relative times in $locale, with the exact time as the tooltip',
    async ({ locale, relative }) => {
      await stage.instance.sql("UPDATE snapshot_schedule SET due_at = clock_now() + interval '4 hours'");
      const { context, page } = await stage.visit('/account', { locale });
      const time = page.locator('.account time').filter({ hasText: relative });
      await time.first().waitFor();
      const instant = await time.first().getAttribute('datetime');
      const exact = new Intl.DateTimeFormat(locale, {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone: 'UTC',
      });
      const plainSpaces = (text: string | null): string | undefined => text?.replace(/\s/gu, ' ');
      expect(plainSpaces(await time.first().getAttribute('title'))).toBe(
        plainSpaces(exact.format(Date.parse(instant ?? ''))),
      );
      await context.close();
    },
  );

  it('leaves the landing page as the build rendered it', async () => {
    const { context, page, browserErrors } = await stage.visitSignedOut('/', { locale: 'de-DE' });
    await page.getByText(/^[A-Z][a-z]+ \d+, \d{4}, compared with/).waitFor();
    expect(browserErrors).toEqual([]);
    await context.close();
  });
});
