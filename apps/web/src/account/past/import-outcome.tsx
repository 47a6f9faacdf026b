import { Link } from 'wouter';
import { Notice } from '../../design/notice.js';
import { formatCount, formatNumber } from '../../words/numbers.js';
import { RANGES } from '../../words/range.js';
import type { HistoryResult, ImportOutcome } from './import-answer.js';
import {
  describeAgreement,
  describeArtists,
  describePlays,
  describeResult,
  NO_AGREEMENT,
} from './past-text.js';

const PARTS = [
  ['snapshots', 'Snapshots'],
  ['gaps', 'Gaps'],
  ['artists', 'Artists'],
] as const;

/** How much an export of Headliner added, and how much there was already. */
export function ExportOutcomeNotice({ outcome }: { readonly outcome: ImportOutcome }) {
  const hasAdded = PARTS.some(([part]) => outcome[part].added > 0);
  return (
    <Notice tone="good" title={hasAdded ? 'Import complete' : 'Nothing new in this file'}>
      <table className="numbers">
        <thead>
          <tr>
            <td />
            <th scope="col">Added</th>
            <th scope="col">Already there</th>
          </tr>
        </thead>
        <tbody>
          {PARTS.map(([part, label]) => (
            <tr key={part}>
              <th scope="row">{label}</th>
              <td>{formatNumber(outcome[part].added)}</td>
              <td>{formatNumber(outcome[part].kept)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Link href="/coverage">See your coverage</Link>
      </p>
    </Notice>
  );
}

/** What was reconstructed from a listening history, and what was left out. */
export function HistoryResultNotice({ result }: { readonly result: HistoryResult }) {
  const { plays, days, artists, agreement, ignoredFiles } = result;
  const isEmpty = days.from === null;
  return (
    <Notice tone={isEmpty ? 'calm' : 'good'} title={describeResult(days)}>
      {isEmpty && <p>There is no full day between the first play and your first recorded day.</p>}
      {!isEmpty && (
        <table className="numbers">
          <thead>
            <tr>
              <td />
              <th scope="col">Days reconstructed</th>
            </tr>
          </thead>
          <tbody>
            {RANGES.map(({ range, label }) => (
              <tr key={range}>
                <th scope="row">{label}</th>
                <td>{formatNumber(days.reconstructed[range] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>{describePlays(plays)}</p>
      {!isEmpty && <p>{describeArtists(artists)}</p>}
      {agreement.length === 0 && <p>{NO_AGREEMENT}</p>}
      {agreement.map((each) => (
        <p key={each.range}>{describeAgreement(each)}</p>
      ))}
      {ignoredFiles.length > 0 && (
        <details>
          <summary>{formatCount(ignoredFiles.length, 'file')} ignored</summary>
          <ul className="ignored-files">
            {ignoredFiles.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </details>
      )}
      {!isEmpty && (
        <p>
          <Link href="/trends">See your trends</Link> or <Link href="/coverage">your coverage</Link>
        </p>
      )}
    </Notice>
  );
}
