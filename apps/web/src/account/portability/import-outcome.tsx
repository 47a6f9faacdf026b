import { Link } from 'wouter';
import { Notice } from '../../design/notice.js';
import { inDigits } from '../../words/count.js';
import type { ImportOutcome } from './import-answer.js';

const PARTS = [
  ['snapshots', 'Snapshots'],
  ['gaps', 'Gaps'],
  ['artists', 'Artists'],
] as const;

/** What an import brought, and what was there before. */
export function ImportOutcomeNotice({ outcome }: { readonly outcome: ImportOutcome }) {
  const isNew = PARTS.some(([part]) => outcome[part].added > 0);
  return (
    <Notice tone="good" title={isNew ? 'It is in' : 'Nothing in it was new'}>
      <table className="numbers">
        <thead>
          <tr>
            <td />
            <th scope="col">Added</th>
            <th scope="col">There already</th>
          </tr>
        </thead>
        <tbody>
          {PARTS.map(([part, label]) => (
            <tr key={part}>
              <th scope="row">{label}</th>
              <td>{inDigits(outcome[part].added)}</td>
              <td>{inDigits(outcome[part].kept)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Link href="/coverage">See which days you have now</Link>
      </p>
    </Notice>
  );
}
