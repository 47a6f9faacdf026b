import { Section } from '../../design/page.js';
import type { Account } from '../account.queries.js';
import { DemoHistory } from './demo-history.js';
import { ImportForm } from './import-form.js';
import { ReconstructionPanel } from './reconstruction-panel.js';

interface PastSectionProps {
  readonly account: Account;
  readonly onImported: () => void;
}

/** Imports a listening history, and manages the days reconstructed from it. */
export function PastSection({ account, onImported }: PastSectionProps) {
  const { reconstruction } = account;
  return (
    <Section
      title="Add your past"
      anchor="past"
      hint="From your listening history, Headliner reconstructs your charts for the years before your first snapshot. They are marked wherever they appear."
    >
      <div className="panel">
        <ReconstructionPanel account={account} />
        {reconstruction === null ? (
          <Guide />
        ) : (
          <>
            <h3>Import again</h3>
            <p>A newer or longer listening history replaces the reconstructed days. Recorded days stay.</p>
            <details>
              <summary>Where to get your listening history</summary>
              <Guide />
            </details>
          </>
        )}
        <ImportForm onImported={onImported}>{(importFile) => <DemoHistory onFile={importFile} />}</ImportForm>
      </div>
    </Section>
  );
}

/** What to ask for, and how long it takes. */
function Guide() {
  return (
    <>
      <ol className="steps">
        <li>
          Open the{' '}
          <a href="https://www.spotify.com/account/privacy/" target="_blank" rel="noopener">
            privacy page of your Spotify account<span className="spoken"> (new tab)</span>
          </a>{' '}
          and request your <strong>extended streaming history</strong>. “Account data” comes sooner, in about
          5 days, but covers only the last year.
        </li>
        <li>Wait for Spotify’s email. It arrives within 30 days and links to a zip file.</li>
        <li>Choose the zip file here, as it is.</li>
      </ol>
      <p>
        Exports of ListenBrainz, Maloja and Koito work too, and Last.fm scrobbles as a CSV table. You can also
        import an export of Headliner (.ndjson) here.
      </p>
      <p className="soft">
        The file is read as it arrives and never stored. User names, IP addresses, countries and devices in it
        are ignored.
      </p>
    </>
  );
}
