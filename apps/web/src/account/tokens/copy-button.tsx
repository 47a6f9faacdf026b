import { useState } from 'react';

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('The browser does not allow it: select it and copy it'),
    );
  };
  return (
    <>
      <button type="button" className="button quiet" onClick={copy}>
        {label}
      </button>{' '}
      <span className="soft" role="status">
        {said}
      </span>
    </>
  );
}
