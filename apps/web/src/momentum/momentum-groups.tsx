import { Link } from 'wouter';
import { MAX_LINES } from '../bump-chart/slots.js';
import { ArtistLink, Artwork, SpotifyLink } from '../design/artist.js';
import { Section } from '../design/page.js';
import { trendsLink } from '../trends/selection.js';
import { KINDS, filterByKind } from './momentum-kinds.js';
import type { MomentumEntry } from './momentum.query.js';
import { GROUND, getSlope } from './slope.js';

/** The four kinds of momentum, each with its rule and its artists. */
export function MomentumGroups({ entries }: { readonly entries: readonly MomentumEntry[] }) {
  return (
    <div className="momentum">
      {KINDS.map(({ kind, title, rule, empty }) => {
        const ofKind = filterByKind(entries, kind);
        return (
          <Section key={kind} title={title} tally={ofKind.length} hint={rule}>
            {ofKind.length > 0 ? <Group entries={ofKind} /> : <p className="empty">{empty}</p>}
            {ofKind.length > 0 && (
              <p className="to-trends">
                <Link href={trendsLink(ofKind.map(({ artist }) => artist.id))}>
                  {ofKind.length > MAX_LINES ? `See the top ${MAX_LINES} over time` : 'See them over time'}
                  <span className="spoken">: {title}</span>
                </Link>
              </p>
            )}
          </Section>
        );
      })}
    </div>
  );
}

function Group({ entries }: { readonly entries: readonly MomentumEntry[] }) {
  return (
    <table className="artist-table">
      <thead>
        <tr>
          <th scope="col" colSpan={2} className="who-column">
            Artist
          </th>
          <td className="slope-column" />
          <th scope="col">1 year</th>
          <th scope="col">6 months</th>
          <th scope="col">4 weeks</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.artist.id} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry }: { readonly entry: MomentumEntry }) {
  const { artist, longTermRank, mediumTermRank, shortTermRank } = entry;
  return (
    <tr>
      <td className="artwork-column">
        <Artwork artist={artist} size="small" />
      </td>
      <th scope="row">
        <ArtistLink artist={artist} /> <SpotifyLink artist={artist} />
      </th>
      <td className="slope-column">
        <Slope longTerm={longTermRank} mediumTerm={mediumTermRank} shortTerm={shortTermRank} />
      </td>
      <Rank rank={longTermRank} />
      <Rank rank={mediumTermRank} />
      <Rank rank={shortTermRank} />
    </tr>
  );
}

function Rank({ rank }: { readonly rank: number | null }) {
  if (rank !== null) return <td className="number">{rank}</td>;
  return (
    <td className="number none">
      <span aria-hidden="true">–</span>
      <span className="spoken">not in this list</span>
    </td>
  );
}

interface SlopeProps {
  readonly longTerm: number | null;
  readonly mediumTerm: number | null;
  readonly shortTerm: number | null;
}

const WIDTH = 84;
const HEIGHT = 34;

/** The three ranks as a small line, from 1 year to 4 weeks. It repeats the numbers beside it. */
export function Slope({ longTerm, mediumTerm, shortTerm }: SlopeProps) {
  const { dots, lines } = getSlope([longTerm, mediumTerm, shortTerm], WIDTH, HEIGHT);
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
