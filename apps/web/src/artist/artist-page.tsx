import { Page } from '../design/page.js';

/** Not written yet. */
export function ArtistPage() {
  return (
    <Page title="Artist">
      <p>This artist’s whole history will be shown here.</p>
    </Page>
  );
}
