import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { type Cursor, moveCursor, findCursor } from './cursor.js';
import type { Frame } from './frame.js';
import type { Series } from './series.js';

/** The active point of a chart, and the handlers that move it. */
export interface CursorState {
  /** Always a point of the chart, also while hidden: its line is the one that Tab reaches. */
  readonly position: Cursor;
  /** Whether the chart is pointed at or focused. */
  readonly isShown: boolean;
  readonly lineRef: (series: number) => (element: SVGGElement | null) => void;
  readonly onFocus: (series: number) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointer: (event: PointerEvent<SVGSVGElement>) => void;
  readonly onPointerLeave: (event: PointerEvent) => void;
  /** Activates the last point of a line. */
  readonly showLine: (series: number) => void;
}

/** Keeps the active point of a chart, moved by keyboard and pointer. */
export function useCursor(all: readonly Series[], frame: Frame): CursorState {
  const lines = useRef(new Map<number, SVGGElement>());
  const last = frame.periods - 1;
  const [wanted, setWanted] = useState<Cursor>({ series: 0, index: last });
  const [isShown, setShown] = useState(false);
  const position = {
    series: Math.min(wanted.series, Math.max(0, all.length - 1)),
    index: Math.min(wanted.index, last),
  };
  const show = (cursor: Cursor): void => {
    if (cursor.series !== wanted.series || cursor.index !== wanted.index) setWanted(cursor);
    setShown(true);
  };
  const hasFocus = (): boolean => [...lines.current.values()].includes(document.activeElement as SVGGElement);

  return {
    position,
    isShown: isShown && frame.periods > 0,
    lineRef: (series) => (element) => {
      if (element) lines.current.set(series, element);
      else lines.current.delete(series);
    },
    onFocus: (series) => show({ ...position, series }),
    onBlur: () => setShown(false),
    onKeyDown: (event) => {
      if (event.key === 'Escape') setShown(false);
      const next =
        event.altKey || event.ctrlKey || event.metaKey ? null : moveCursor(event.key, position, all);
      if (!next) return;
      event.preventDefault();
      show(next);
      if (next.series !== position.series) lines.current.get(next.series)?.focus();
    },
    onPointer: (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      const cursor = findCursor(event.clientX - box.left, event.clientY - box.top, frame, all);
      if (cursor) show(cursor);
    },
    // After a touch the point stays active.
    onPointerLeave: ({ pointerType }) => {
      if (pointerType !== 'touch' && !hasFocus()) setShown(false);
    },
    showLine: (series) => show({ series, index: last }),
  };
}
