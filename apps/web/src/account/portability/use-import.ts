import { useEffect, useRef, useState } from 'react';
import { useAddress } from '../../address/search.js';
import { type ImportAnswer, importAnswer } from './import-answer.js';

/** How far a file is on its way. */
export type ImportState =
  | { readonly kind: 'none' }
  /** `sent`: bytes; all of them, while Headliner reads the last of it in. */
  | { readonly kind: 'sending'; readonly file: File; readonly sent: number }
  | { readonly kind: 'cancelled' }
  | ImportAnswer;

export interface Import {
  readonly state: ImportState;
  readonly send: (file: File) => void;
  readonly cancel: () => void;
  /** What came of the last one is of no interest any more. */
  readonly forget: () => void;
}

/** Sends a file to `POST /import`; by the one way that tells how much of it has been sent. */
export function useImport(onImported: () => void): Import {
  const { here } = useAddress();
  const [state, setState] = useState<ImportState>({ kind: 'none' });
  const request = useRef<XMLHttpRequest | null>(null);
  useEffect(() => () => request.current?.abort(), []);
  const send = (file: File): void => {
    const asked = new XMLHttpRequest();
    request.current = asked;
    asked.upload.addEventListener('progress', ({ loaded }) =>
      setState({ kind: 'sending', file, sent: loaded }),
    );
    asked.addEventListener('loadend', () => {
      if (request.current !== asked) return;
      const answer = importAnswer(asked.status, asked.responseText, here);
      setState(answer);
      if (answer.kind === 'imported') onImported();
    });
    asked.open('POST', '/import');
    asked.setRequestHeader('Accept', 'application/json');
    asked.setRequestHeader('Content-Type', 'application/x-ndjson');
    asked.send(file);
    setState({ kind: 'sending', file, sent: 0 });
  };
  const cancel = (): void => {
    const asked = request.current;
    request.current = null;
    asked?.abort();
    setState({ kind: 'cancelled' });
  };
  return { state, send, cancel, forget: () => setState({ kind: 'none' }) };
}
