import './bump-chart.css';
import './slots.css';
import { useId, useMemo, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { ArtistLine } from './artist-line.js';
import { Backdrop } from './backdrop.js';
import { EndLabels } from './end-labels.js';
import { createFrame } from './frame.js';
import { getLineEnds } from './line-ends.js';
import { PointCard } from './point-card.js';
import { getPeriods, type Interval, type Series } from './series.js';
import { useCursor } from './use-cursor.js';

interface BumpChartProps {
  /** Up to {@link MAX_LINES} series with the same periods. */
  readonly all: readonly Series[];
  /** By artist id; see {@link assignSlots}. */
  readonly slots: ReadonlyMap<string, number>;
  readonly interval: Interval;
  /** The number of ranks on the axis. All ranks fit by default. */
  readonly ranks?: number | null;
  /** The name of the chart for screen readers. */
  readonly label: string;
}

/** Ranks over time: number one on top, one line for each artist, broken where there is no snapshot. */
export function BumpChart({ all, slots, interval, ranks = null, label }: BumpChartProps) {
  const keys = useId();
  const [box, width] = useWidth<HTMLDivElement>();
  const frame = useMemo(() => createFrame(all, width, { ranks }), [all, width, ranks]);
  const periods = useMemo(() => getPeriods(all), [all]);
  const cursor = useCursor(all, frame);
  const { position, isShown } = cursor;
  const slotOf = ({ id }: Series): number => slots.get(id) ?? 0;
  const ends = useMemo(() => getLineEnds(all, frame), [all, frame]);
  const activeSeries = isShown ? all[position.series] : undefined;
  return (
    <div className="bump" ref={box} role="group" aria-label={label} aria-describedby={keys}>
      <p className="spoken" id={keys}>
        Use left and right to move through time, up and down to switch lines.
      </p>
      {width > 0 && (
        <svg
          className={activeSeries ? 'has-cursor' : undefined}
          width={frame.width}
          height={frame.height}
          viewBox={`0 0 ${frame.width} ${frame.height}`}
          onKeyDown={cursor.onKeyDown}
          onPointerDown={cursor.onPointer}
          onPointerMove={cursor.onPointer}
          onPointerLeave={cursor.onPointerLeave}
        >
          <Backdrop frame={frame} points={periods} interval={interval} />
          {isShown && (
            <path className="bump-now" d={`M${frame.x(position.index)} ${frame.top - 8}V${frame.offChart}`} />
          )}
          <EndLabels
            {...{ frame, all, slots, ends }}
            active={activeSeries ? position.series : null}
            onPoint={cursor.showLine}
          />
          {all.map((series, number) => (
            <ArtistLine
              key={series.id}
              {...{ frame, series, number, interval, cursor }}
              slot={slotOf(series)}
            />
          ))}
          {activeSeries && (
            <PointCard
              {...{ frame, interval }}
              cursor={position}
              series={activeSeries}
              slot={slotOf(activeSeries)}
            />
          )}
        </svg>
      )}
    </div>
  );
}

/** Measures the width of an element in CSS pixels; 0 before the first measurement. */
function useWidth<Of extends HTMLElement>(): [RefObject<Of | null>, number] {
  const element = useRef<Of>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const measure = (): void => setWidth(Math.round(current.getBoundingClientRect().width));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
