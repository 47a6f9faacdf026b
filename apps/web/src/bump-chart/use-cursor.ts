import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { type Cursor, cursorAfter, cursorAt } from './cursor.js';
import type { Frame } from './frame.js';
import type { Series } from './series.js';

/** The point that is looked at, and what moves it. */
export interface CursorState {
  /** Where it is, also while nobody looks: the line that Tab reaches. Always a point of the chart. */
  readonly at: Cursor;
  /** Whether it is pointed at, or has the focus. */
  readonly isShown: boolean;
  readonly lineRef: (series: number) => (element: SVGGElement | null) => void;
  readonly onFocus: (series: number) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointer: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onPointerLeave: (event: PointerEvent) => void;
  /** Looks at a line where it stands last. */
  readonly showLine: (series: number) => void;
}

export function useCursor(all: readonly Series[], frame: Frame): CursorState {
  const lines = useRef(new Map<number, SVGGElement>());
  const last = frame.periods - 1;
  const [wanted, setWanted] = useState<Cursor>({ series: 0, index: last });
  const [isShown, setShown] = useState(false);
  const at = {
    series: Math.min(wanted.series, Math.max(0, all.length - 1)),
    index: Math.min(wanted.index, last),
  };
  const show = (cursor: Cursor): void => {
    if (cursor.series !== wanted.series || cursor.index !== wanted.index) setWanted(cursor);
    setShown(true);
  };
  const hasFocus = (): boolean => [...lines.current.values()].includes(document.activeElement as SVGGElement);

  return {
    at,
    isShown: isShown && frame.periods > 0,
    lineRef: (series) => (element) => {
      if (element) lines.current.set(series, element);
      else lines.current.delete(series);
    },
    onFocus: (series) => show({ ...at, series }),
    onBlur: () => setShown(false),
    onKeyDown: (event) => {
      if (event.key === 'Escape') setShown(false);
      const next = event.altKey || event.ctrlKey || event.metaKey ? null : cursorAfter(event.key, at, all);
      if (!next) return;
      event.preventDefault();
      show(next);
      if (next.series !== at.series) lines.current.get(next.series)?.focus();
    },
    onPointer: (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      const cursor = cursorAt(event.clientX - box.left, event.clientY - box.top, frame, all);
      if (cursor) show(cursor);
    },
    // A finger that is lifted leaves what it found.
    onPointerLeave: ({ pointerType }) => {
      if (pointerType !== 'touch' && !hasFocus()) setShown(false);
    },
    showLine: (series) => show({ series, index: last }),
  };
}
