import { Page } from '../design/page.js';

/** Not written yet. */
export function WeekPage() {
  return (
    <Page title="The week">
      <p>The chart week on one page will be shown here.</p>
    </Page>
  );
}
