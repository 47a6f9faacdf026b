import { graphql } from './graphql.js';

/** What a page needs to show an artist: an `ArtistShown`. */
export const ARTIST_FIELDS = graphql(`
  fragment ArtistFields on Artist @_unmask {
    id
    name
    imageUrl
    images {
      url
      width
    }
    spotifyUrl
    linked
  }
`);
