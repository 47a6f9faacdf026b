import { Link } from 'wouter';
import { MOST_LINES } from '../bump-chart/slots.js';
import { ArtistLink, Artwork } from '../design/artwork.js';
import { Section } from '../design/section.js';
import { trendsOf } from '../trends/selection.js';
import { KINDS, ofKind } from './kinds.js';
import type { MomentumEntry } from './momentum.query.js';
import { Slope } from './slope-line.js';

/** The four kinds, each with its rule and its artists. */
export function MomentumGroups({ entries }: { readonly entries: readonly MomentumEntry[] }) {
  return (
    <div className="momentum">
      {KINDS.map(({ kind, title, rule, nobody }) => {
        const found = ofKind(entries, kind);
        return (
          <Section key={kind} title={title} tally={found.length} hint={rule}>
            {found.length > 0 ? <Group entries={found} /> : <p className="nobody">{nobody}</p>}
            {found.length > 0 && (
              <p className="to-trends">
                <Link href={trendsOf(found.map(({ artist }) => artist.id))}>
                  {found.length > MOST_LINES ? `See the first ${MOST_LINES} over time` : 'See them over time'}
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
    <table className="standings">
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
        <ArtistLink artist={artist} />
      </th>
      <td className="slope-column">
        <Slope longTerm={longTermRank} mediumTerm={mediumTermRank} shortTerm={shortTermRank} />
      </td>
      <Rank of={longTermRank} />
      <Rank of={mediumTermRank} />
      <Rank of={shortTermRank} />
    </tr>
  );
}

function Rank({ of }: { readonly of: number | null }) {
  if (of !== null) return <td className="number">{of}</td>;
  return (
    <td className="number none">
      <span aria-hidden="true">–</span>
      <span className="spoken">not on it</span>
    </td>
  );
}
