import { Link } from 'wouter';
import { changed } from '../address/changed.js';
import { useAddress } from '../address/search.js';
import { ArtistLink, Artwork } from '../design/artwork.js';
import { count } from '../words/count.js';
import { wordsOf } from '../words/range.js';
import type { EntryData } from './chart-query.js';
import { reignWords } from './chart-words.js';

/** The first place, large. */
export function NumberOne({ entry }: { readonly entry: EntryData }) {
  const { inAddress } = wordsOf(useAddress().range);
  return (
    <section className="number-one" aria-labelledby="number-one">
      <Artwork artist={entry.artist} size="large" />
      <div>
        <p className="kicker" id="number-one">
          Number one
        </p>
        <h2>
          <ArtistLink artist={entry.artist} />
        </h2>
        <p>{reignWords(entry)}.</p>
        <p>
          {count(entry.weeksOnChart, 'week')} on the chart.{' '}
          <Link href={`/trends${changed('', { range: inAddress, artists: entry.artist.id })}`}>
            How it got there
          </Link>
        </p>
      </div>
    </section>
  );
}
