import { Section } from '../design/page.js';

/** The export, and where it is imported. */
export function DataSection() {
  return (
    <Section
      title="Your data"
      anchor="file"
      hint="All snapshots, gaps and artists as lines of JSON, for your own programs or for another Headliner."
    >
      <div className="panel">
        <h3>Export</h3>
        <p className="actions">
          <a className="button quiet" href="/export">
            Export your history
          </a>
        </p>
        <p>
          To import an export, choose it under <a href="#past">Add your past</a>. This adds missing days,
          leaves recorded days unchanged, and sets your time zone to the file’s.
        </p>
      </div>
    </Section>
  );
}
