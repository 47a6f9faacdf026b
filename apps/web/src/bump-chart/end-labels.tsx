import type { Frame } from './frame.js';
import { LABEL, type LineEnd, TO_LABEL, TO_NAME, TO_RANK } from './line-ends.js';
import type { Series } from './series.js';

interface Props {
  readonly frame: Frame;
  readonly all: readonly Series[];
  readonly slots: ReadonlyMap<string, number>;
  readonly ends: readonly LineEnd[];
  /** The index of the active series. */
  readonly active: number | null;
  readonly onPoint: (series: number) => void;
}

/** Names at the ends of the lines, with strokes to labels that moved. Hidden from screen readers, which have the lines. */
export function EndLabels({ frame, all, slots, ends, active, onPoint }: Props) {
  const { right, periods, width } = frame;
  return (
    <g aria-hidden="true">
      {ends.map(({ series, rank, lineY, labelY, isConnected, lines }) => {
        const artist = all[series];
        if (!artist) return null;
        const state = active === null ? '' : active === series ? ' active' : ' away';
        const height = lines.length * LABEL.line;
        const first = labelY - height / 2 + LABEL.line / 2;
        return (
          <g
            key={artist.id}
            className={`bump-end slot-${slots.get(artist.id) ?? 0}${state}`}
            onPointerEnter={() => onPoint(series)}
          >
            {isConnected && periods > 1 && <path d={`M${right + 5} ${lineY}L${right + TO_LABEL} ${first}`} />}
            <rect
              x={right + TO_LABEL}
              y={labelY - height / 2}
              width={Math.max(0, width - right - TO_LABEL)}
              height={height}
            />
            <text className="rank" x={right + TO_RANK} y={first} dy="0.35em">
              {rank ?? '–'}
            </text>
            {lines.map((line, index) => (
              <text key={index} x={right + TO_NAME} y={first + index * LABEL.line} dy="0.35em">
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </g>
  );
}
