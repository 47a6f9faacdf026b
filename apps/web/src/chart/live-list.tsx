import { useQuery } from 'urql';
import { useAddress } from '../address/search.js';
import { Answer } from '../design/answer.js';
import { ArtistRow } from '../design/artist-row.js';
import { Section } from '../design/section.js';
import { graphql, type ResultOf } from '../graphql/graphql.js';
import { instantInWords } from '../words/instant.js';

const NOW = graphql(`
  query Now($range: TimeRange!) {
    topArtists(range: $range, limit: 20) {
      source
      fetchedAt
      entries {
        rank
        artist {
          id
          name
          imageUrl
          spotifyUrl
        }
      }
    }
  }
`);

type List = NonNullable<ResultOf<typeof NOW>['topArtists']>;

/** Today's list as Spotify has it, while there is no chart yet. */
export function LiveList({ timezone }: { readonly timezone: string }) {
  const { range } = useAddress();
  const now = useQuery({ query: NOW, variables: { range } });
  return (
    <Answer to={now}>
      {({ topArtists }) =>
        topArtists && (
          <Section title="Your top artists right now" hint={sourceWords(topArtists, timezone)}>
            {topArtists.entries.length === 0 && (
              <p className="note">Spotify knows of none yet in this window. Listen on, and look in again.</p>
            )}
            <ol className="rows">
              {topArtists.entries.map(({ rank, artist }) => (
                <ArtistRow key={artist.id} artist={artist} rank={rank} />
              ))}
            </ol>
          </Section>
        )
      }
    </Answer>
  );
}

/** How fresh the list is. */
function sourceWords({ source, fetchedAt }: List, timezone: string): string {
  const when = `on ${instantInWords(fetchedAt, timezone)}`;
  switch (source) {
    case 'SPOTIFY':
      return 'As Spotify ranks them at this moment.';
    case 'CACHE':
      return `As Spotify ranked them ${when}.`;
    case 'SNAPSHOT':
      return `As recorded ${when}; Spotify gives nothing newer at the moment.`;
  }
}
