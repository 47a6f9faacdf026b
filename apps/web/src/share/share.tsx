import './share.css';
import { lazy, Suspense, useState } from 'react';
import { loadChunk } from '../shell/load-chunk.js';
import { PageBoundary } from '../shell/page-boundary.js';
import type { Shared } from './share-file.js';

const ShareDialog = lazy(async () => ({
  default: await loadChunk(async () => (await import('./share-dialog.js')).ShareDialog),
}));

/** A button that opens the dialog with what a page offers to keep. */
export function Share(shared: Shared) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button quiet share" onClick={() => setOpen(true)}>
        <svg width="16" height="16" aria-hidden="true">
          <path d="M8 10.5V1.5M4.5 4.5 8 1.5l3.5 3M4 7.5H2.5v7h11v-7H12" />
        </svg>
        <span>{shared.card ? 'Share' : 'Export'}</span>
      </button>
      {isOpen && (
        <PageBoundary address={shared.name} title="The dialog can’t be opened">
          <Suspense fallback={null}>
            <ShareDialog {...shared} onClose={() => setOpen(false)} />
          </Suspense>
        </PageBoundary>
      )}
    </>
  );
}
