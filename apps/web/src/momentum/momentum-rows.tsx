import { ArtistLink, Artwork, Movement, SpotifyLink } from '../design/artist.js';
import { getColumns, getMovement, getTone, LABELS, type RankName } from './momentum-kinds.js';
import type { MomentumEntry } from './momentum.query.js';
import { GROUND, getSlope, SLOPE } from './slope.js';

/** Artists of one kind: their rank now, and how it came about, from the lists that any of them is in. */
export function MomentumRows({ entries }: { readonly entries: readonly MomentumEntry[] }) {
  const columns = getColumns(entries);
  const earlier = columns.filter((name) => name !== 'shortTermRank');
  return (
    <>
      <p className="momentum-head" aria-hidden="true">
        {LABELS.shortTermRank}
      </p>
      <ol className="momentum-rows">
        {entries.map((entry) => (
          <Row key={entry.artist.id} entry={entry} earlier={earlier} />
        ))}
      </ol>
    </>
  );
}

interface RowProps {
  readonly entry: MomentumEntry;
  /** The longer lists; none if no artist of the group is in one. */
  readonly earlier: readonly RankName[];
}

function Row({ entry, earlier }: RowProps) {
  const movement = getMovement(entry);
  return (
    <li className={getTone(movement)}>
      <Artwork artist={entry.artist} size="small" />
      <p className="momentum-name">
        <ArtistLink artist={entry.artist} /> <SpotifyLink artist={entry.artist} />
      </p>
      <dl>
        <div className="momentum-now">
          <dt className="spoken">{LABELS.shortTermRank}</dt>
          <dd>
            <Rank rank={entry.shortTermRank} />
          </dd>
        </div>
        {earlier.map((name) => (
          <div key={name} className="momentum-before">
            <dt>{LABELS[name]}</dt>
            <dd>
              <Rank rank={entry[name]} />
            </dd>
          </div>
        ))}
      </dl>
      {earlier.length > 0 && (
        <>
          <Slope ranks={[entry.longTermRank, entry.mediumTermRank, entry.shortTermRank]} />
          <Movement {...movement} />
        </>
      )}
    </li>
  );
}

function Rank({ rank }: { readonly rank: number | null }) {
  if (rank !== null) return rank;
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="spoken">not in this list</span>
    </>
  );
}

/** Three ranks as a small line, from 1 year to 4 weeks. It repeats the numbers beside it. */
function Slope({ ranks }: { readonly ranks: readonly (number | null)[] }) {
  const { width, height } = SLOPE;
  const { dots, lines } = getSlope(ranks, width, height);
  return (
    <svg className="slope" width={width} height={height} aria-hidden="true">
      <path className="slope-ground" d={`M0 ${height - GROUND}H${width}`} />
      {lines.map((line) => (
        <path key={line} d={line} />
      ))}
      {dots.map(({ x, y, isOff }) => (
        <circle key={x} cx={x} cy={y} r={isOff ? 2 : 3.5} className={isOff ? 'off' : undefined} />
      ))}
    </svg>
  );
}
