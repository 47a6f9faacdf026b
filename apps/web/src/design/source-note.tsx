import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { describeSources } from '../words/source.js';
import './source-note.css';

/** Says that a chart, or the one that it is compared with, is reconstructed. Nothing if both are recorded. */
export function SourceNote({ chart }: { readonly chart: Parameters<typeof describeSources>[0] }) {
  const text = describeSources(chart);
  return text === null ? null : <ReconstructedNote>{text}</ReconstructedNote>;
}

/** What is reconstructed, with the sample of how drawings show it. */
export function ReconstructedNote({ children }: { readonly children: ReactNode }) {
  return (
    <p className="source-note">
      <ReconstructedMark />
      <span>
        {children} <Link href="/account#past">How it was made</Link>
      </span>
    </p>
  );
}

/** The sample of a reconstructed line: thin, with a hollow mark. */
export function ReconstructedMark() {
  return (
    <svg className="reconstructed-mark" width="30" height="14" viewBox="0 0 30 14" aria-hidden="true">
      <path d="M1 7H29" />
      <circle cx="15" cy="7" r="3.5" />
    </svg>
  );
}
