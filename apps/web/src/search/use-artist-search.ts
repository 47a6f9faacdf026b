import { ARTIST_FIELDS } from '../graphql/artist-fields.js';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graphql/graphql.js';
import { describeFailure } from '../words/failure.js';

const SEARCH = graphql(
  `
    query ArtistSearch($search: String!) {
      artists(search: $search, first: 8) {
        nodes {
          ...ArtistFields
        }
      }
    }
  `,
  [ARTIST_FIELDS],
);

export type FoundArtist = NonNullable<ResultOf<typeof SEARCH>['artists']>['nodes'][number];

interface ArtistSearchState {
  /** The artists that match, best first; those of the text before while the answer is pending. */
  readonly matches: readonly FoundArtist[];
  readonly isPending: boolean;
  /** Why there are no matches. Empty if there are some, or none are searched for. */
  readonly status: string;
}

/** How long to wait for the next character before asking the API. */
const DELAY_MS = 150;
const NOTHING: ArtistSearchState = { matches: [], isPending: false, status: '' };

/** Searches the listener's artists by name while the text is typed. urql ignores answers to earlier texts. */
export function useArtistSearch(typed: string): ArtistSearchState {
  const text = typed.trim();
  const search = useDelayed(text);
  const [{ data, error, fetching }] = useQuery({
    query: SEARCH,
    variables: { search },
    pause: search === '',
    requestPolicy: 'cache-first',
  });
  if (text === '') return NOTHING;
  const isPending = search !== text || fetching;
  if (error && !isPending) return { ...NOTHING, status: describeFailure(error, '/').title };
  const matches = data?.artists?.nodes ?? [];
  const isEmpty = !isPending && matches.length === 0;
  return { matches, isPending, status: isEmpty ? `None of your artists matches “${text}”` : '' };
}

/** A value once it has not changed for a moment. */
function useDelayed(value: string): string {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), DELAY_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return delayed;
}
