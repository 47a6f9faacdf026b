import { useState } from 'react';
import { BusyButton } from '../../change/change.js';
import { Notice } from '../../design/notice.js';

const NAME = 'listening-history.zip';

/** Demo mode: imports the listening history of the demo listener. */
export function DemoHistory({ onFile }: { readonly onFile: (file: File) => void }) {
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('ready');
  const load = async (): Promise<void> => {
    setState('loading');
    try {
      const response = await fetch(`/demo/${NAME}`);
      if (!response.ok) throw new Error(`The demo answered ${response.status}.`);
      onFile(new File([await response.blob()], NAME));
      setState('ready');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className="demo-only">
      <p className="demo-history">
        <strong>Demo mode.</strong>{' '}
        <BusyButton className="linklike" isBusy={state === 'loading'} onClick={() => void load()}>
          {state === 'loading' ? 'Loading…' : 'Try it with the demo listener’s history'}
        </BusyButton>
      </p>
      {state === 'failed' && (
        <Notice tone="urgent" title="The history couldn’t be loaded" isAlert>
          <p>Check your connection and try again.</p>
        </Notice>
      )}
    </div>
  );
}
