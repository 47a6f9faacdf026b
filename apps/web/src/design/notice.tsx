import type { ReactNode } from 'react';

interface Props {
  /** `urgent` asks for something to be done; `good` says that something worked. */
  readonly tone: 'calm' | 'good' | 'urgent';
  readonly title: string;
  /** It came about just now, so screen readers say it at once. */
  readonly isAlert?: boolean;
  readonly children?: ReactNode;
}

/** A box that says how things stand: also what stands in the place of something empty. */
export function Notice({ tone, title, isAlert = false, children }: Props) {
  return (
    <div className={`notice ${tone}`} {...(isAlert && { role: tone === 'urgent' ? 'alert' : 'status' })}>
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}
