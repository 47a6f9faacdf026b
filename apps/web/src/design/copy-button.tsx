import { type ReactNode, useState } from 'react';

interface CopyButtonProps {
  readonly text: string;
  readonly label: ReactNode;
  readonly className?: string;
}

/** Copies a text to the clipboard and confirms it. Browsers have no clipboard on pages without encryption. */
export function CopyButton({ text, label, className = 'button quiet' }: CopyButtonProps) {
  const [message, setMessage] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setMessage('Copied');
    } catch {
      setMessage('Your browser blocked it. Select the text and copy it.');
    }
  };
  return (
    <>
      <button type="button" className={className} onClick={() => void copy()}>
        {label}
      </button>{' '}
      <span className="soft" role="status">
        {message}
      </span>
    </>
  );
}
