import { useEffect, useRef, useState } from 'react';
import { useAddress } from '../../address/use-address.js';
import { type ImportAnswer, parseImportAnswer } from './import-answer.js';
import { getFileKind } from './import-file.js';

export type ImportState =
  | { readonly kind: 'none' }
  /** `sent` is in bytes; all of them while the server finishes reading. */
  | { readonly kind: 'sending'; readonly file: File; readonly sent: number }
  | { readonly kind: 'cancelled' }
  | ImportAnswer;

export interface Import {
  readonly state: ImportState;
  readonly send: (file: File) => void;
  readonly cancel: () => void;
  /** Clears the outcome of the last import. */
  readonly reset: () => void;
}

/** Uploads a file to `POST /import`. Uses XMLHttpRequest, since fetch does not report the progress of an upload. */
export function useImport(onImported: () => void): Import {
  const { returnTo } = useAddress();
  const [state, setState] = useState<ImportState>({ kind: 'none' });
  const current = useRef<XMLHttpRequest | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const send = (file: File): void => {
    const request = new XMLHttpRequest();
    current.current = request;
    request.upload.addEventListener('progress', ({ loaded }) =>
      setState({ kind: 'sending', file, sent: loaded }),
    );
    request.addEventListener('loadend', () => {
      if (current.current !== request) return;
      const answer = parseImportAnswer(request.status, request.responseText, returnTo);
      setState(answer);
      if (answer.kind !== 'failed') onImported();
    });
    request.open('POST', '/import');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader(
      'Content-Type',
      getFileKind(file.name)?.contentType ?? 'application/octet-stream',
    );
    request.send(file);
    setState({ kind: 'sending', file, sent: 0 });
  };
  const cancel = (): void => {
    const request = current.current;
    current.current = null;
    request?.abort();
    setState({ kind: 'cancelled' });
  };
  return { state, send, cancel, reset: () => setState({ kind: 'none' }) };
}
