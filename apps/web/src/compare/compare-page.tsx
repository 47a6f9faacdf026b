import { Page } from '../design/page.js';

/** Not written yet. */
export function ComparePage() {
  return (
    <Page title="Compare">
      <p>Two charts will be shown here, side by side.</p>
    </Page>
  );
}
