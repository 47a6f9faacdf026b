import { ArtistLink } from '../design/artwork.js';
import { Section } from '../design/section.js';
import { count } from '../words/count.js';
import { inWords } from '../words/day.js';
import type { Reign } from './reigns.js';

/** Who was at number one, week after week. */
export function NumberOnes({ reigns }: { readonly reigns: readonly Reign[] }) {
  if (reigns.length === 0) return null;
  const longest = Math.max(...reigns.map(({ weeks }) => weeks));
  return (
    <Section
      title="Number ones"
      tally={reigns.length}
      hint="Who stood on top of the weekly charts, and for how long."
    >
      <ol className="reigns">
        {reigns.map(({ artist, weeks, from, to }) => (
          <li key={from}>
            <span className="reign-days">
              {inWords(from, 'short')}
              {to !== from && ` – ${inWords(to, 'short')}`}
            </span>
            <ArtistLink artist={artist} />
            <span className="reign-weeks">{count(weeks, 'week')}</span>
            <svg className="points-bar" width="100%" height="4" aria-hidden="true">
              <rect width={`${((100 * weeks) / longest).toFixed(2)}%`} height="4" />
            </svg>
          </li>
        ))}
      </ol>
    </Section>
  );
}
