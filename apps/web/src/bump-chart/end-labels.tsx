import { type Frame, RANK_AXIS } from './frame.js';
import type { LineEnd } from './line-ends.js';
import type { Series } from './series.js';

interface Props {
  readonly frame: Frame;
  readonly all: readonly Series[];
  readonly slots: ReadonlyMap<string, number>;
  readonly ends: readonly LineEnd[];
  readonly side: 'start' | 'end';
  /** The index of the active series. */
  readonly active: number | null;
  readonly onPoint: (series: number) => void;
}

/** The length of the stroke between a line and its label. */
const LEADER = 18;
const HEIGHT = 20;

/** Names beside the lines, with strokes to labels that moved. Hidden from screen readers, which have the lines. */
export function EndLabels({ frame, all, slots, ends, side, active, onPoint }: Props) {
  const isStart = side === 'start';
  const edge = isStart ? frame.left - RANK_AXIS : frame.right + 5;
  const x = isStart ? 0 : frame.right + LEADER;
  const width = isStart ? edge - LEADER : frame.width - x;
  const far = isStart ? width + 4 : x - 3;
  return (
    <g aria-hidden="true">
      {ends.map(({ series, rank, lineY, labelY, isConnected }) => {
        const artist = all[series];
        if (!artist) return null;
        const state = active === null ? '' : active === series ? ' active' : ' away';
        return (
          <g
            key={artist.id}
            className={`bump-end ${side} slot-${slots.get(artist.id) ?? 0}${state}`}
            onPointerEnter={() => onPoint(series)}
          >
            {isConnected && frame.periods > 1 && <path d={`M${edge} ${lineY}L${far} ${labelY}`} />}
            <foreignObject x={x} y={labelY - HEIGHT / 2} width={width} height={HEIGHT}>
              <div className="bump-label">
                {!isStart && <b>{rank ?? '–'}</b>}
                <span>{artist.name}</span>
              </div>
            </foreignObject>
          </g>
        );
      })}
    </g>
  );
}
