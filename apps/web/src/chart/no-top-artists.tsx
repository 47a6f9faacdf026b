import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { Notice } from '../design/notice.js';
import { getRange, RANGES } from '../words/range.js';

/** Spotify has, or had, an empty top list for this range. The longer ranges may have more. */
export function NoTopArtists() {
  const address = useAddress();
  const { period } = getRange(address.range);
  const isPast = address.getDay('on') !== null;
  const longer = RANGES.slice(RANGES.findIndex(({ range }) => range === address.range) + 1);
  return (
    <Notice
      tone="calm"
      title={
        isPast ? 'Spotify had no top artists for you on this day' : 'Spotify has no top artists for you yet'
      }
    >
      <p>
        {isPast
          ? 'You hadn’t played enough by then.'
          : `You haven’t played enough in ${period}. Headliner checks again every day.`}
        {longer.length > 0 && ' The longer ranges may have some.'}
      </p>
      {longer.length > 0 && (
        <p className="actions">
          {longer.map(({ slug, label }) => (
            <Link key={slug} className="button quiet" href={address.link({ range: slug, comparedTo: null })}>
              See {label}
            </Link>
          ))}
        </p>
      )}
    </Notice>
  );
}
