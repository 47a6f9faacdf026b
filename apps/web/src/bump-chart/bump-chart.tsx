import './bump-chart.css';
import './slots.css';
import { useId, useMemo } from 'react';
import { ArtistLine } from './artist-line.js';
import { Backdrop } from './backdrop.js';
import { EndLabels } from './end-labels.js';
import { frameOf } from './frame.js';
import { firstEnds, lastEnds } from './line-ends.js';
import { PointCard } from './point-card.js';
import type { Interval, Series } from './series.js';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

interface Props {
  /** One for each line, up to {@link MOST_LINES}, all about the same periods. */
  readonly all: readonly Series[];
  /** By the id of the artist; see {@link assignSlots}. */
  readonly slots: ReadonlyMap<string, number>;
  readonly interval: Interval;
  /** What the chart shows, for who cannot see it. */
  readonly label: string;
}

/** Ranks over time: number one on top, a line for each artist, broken where there is no snapshot. */
export function BumpChart({ all, slots, interval, label }: Props) {
  const keys = useId();
  const [box, width] = useWidth<HTMLDivElement>();
  const frame = useMemo(() => frameOf(all, width), [all, width]);
  const cursor = useCursor(all, frame);
  const { at, isShown } = cursor;
  const slotOf = ({ id }: Series): number => slots.get(id) ?? 0;
  const sides = [
    { side: 'start', ends: frame.namesAtStart ? firstEnds(all, frame) : [] },
    { side: 'end', ends: lastEnds(all, frame) },
  ] as const;
  const looked = isShown ? all[at.series] : undefined;
  return (
    <div className="bump" ref={box} role="group" aria-label={label} aria-describedby={keys}>
      <p className="spoken" id={keys}>
        Left and right go through time, up and down from line to line.
      </p>
      {width > 0 && (
        <svg
          className={looked ? 'looked-at' : undefined}
          width={frame.width}
          height={frame.height}
          onKeyDown={cursor.onKeyDown}
          onPointerDown={cursor.onPointer}
          onPointerMove={cursor.onPointer}
          onPointerLeave={cursor.onPointerLeave}
        >
          <Backdrop frame={frame} points={all[0]?.points ?? []} interval={interval} />
          {isShown && (
            <path className="bump-now" d={`M${frame.x(at.index)} ${frame.top - 8}V${frame.offChart}`} />
          )}
          {sides.map((each) => (
            <EndLabels
              key={each.side}
              {...{ frame, all, slots }}
              {...each}
              active={looked ? at.series : null}
              onPoint={cursor.showLine}
            />
          ))}
          {all.map((series, number) => (
            <ArtistLine
              key={series.id}
              {...{ frame, series, number, interval, cursor }}
              slot={slotOf(series)}
            />
          ))}
          {looked && <PointCard {...{ frame, interval, at }} series={looked} slot={slotOf(looked)} />}
        </svg>
      )}
    </div>
  );
}
