import { GROUND, slopeOf } from './slope.js';

interface Props {
  readonly longTerm: number | null;
  readonly mediumTerm: number | null;
  readonly shortTerm: number | null;
}

const WIDTH = 84;
const HEIGHT = 34;

/** The three ranks as a small line, from the year to the last weeks. The numbers beside it say the same. */
export function Slope({ longTerm, mediumTerm, shortTerm }: Props) {
  const { dots, lines } = slopeOf([longTerm, mediumTerm, shortTerm], WIDTH, HEIGHT);
  return (
    <svg className="slope" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path className="slope-ground" d={`M0 ${HEIGHT - GROUND}H${WIDTH}`} />
      {lines.map((line) => (
        <path key={line} d={line} />
      ))}
      {dots.map(({ x, y, isOff }) => (
        <circle key={x} cx={x} cy={y} r={isOff ? 2 : 3.5} className={isOff ? 'off' : undefined} />
      ))}
    </svg>
  );
}
