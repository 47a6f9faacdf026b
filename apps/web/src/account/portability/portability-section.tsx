import { Section } from '../../design/section.js';
import { ImportForm } from './import-form.js';

/** The whole record as a file, out and in. */
export function PortabilitySection({ onImported }: { readonly onImported: () => void }) {
  return (
    <Section
      title="Your record as a file"
      anchor="file"
      hint="All snapshots, gaps and artists as lines of JSON: to keep, to read with programs of yours, or for another Headliner."
    >
      <div className="panel">
        <h3>Take it along</h3>
        <p className="actions">
          <a className="button quiet" href="/export">
            Download your record
          </a>
        </p>
        <h3>Bring it back</h3>
        <p>
          A file from here or from another Headliner adds the days that you lack, and changes none that you
          have. Your time zone becomes that of the file.
        </p>
        <ImportForm onImported={onImported} />
      </div>
    </Section>
  );
}
