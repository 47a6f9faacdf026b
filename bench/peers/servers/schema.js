export const port = Number(process.env.PORT);

/** The part of Headliner's schema that the query needs. */
export const typeDefs = `
  enum TimeRange { SHORT_TERM MEDIUM_TERM LONG_TERM }
  type Artist { id: ID! name: String! imageUrl: String }
  type TopArtistEntry { rank: Int! artist: Artist! }
  type TopArtists { entries: [TopArtistEntry!]! }
  type Query { topArtists(range: TimeRange! = MEDIUM_TERM, limit: Int! = 50): TopArtists }
`;
