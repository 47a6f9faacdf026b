import { readFileSync } from 'node:fs';

/** The places that every peer answers with, whoever asks. */
const entries = JSON.parse(readFileSync(process.env.ENTRIES_FILE, 'utf8'));

export const port = Number(process.env.PORT);

/** As much of the product's schema as the question needs. */
export const typeDefs = `
  enum TimeRange { SHORT_TERM MEDIUM_TERM LONG_TERM }
  type Artist { id: ID! name: String! imageUrl: String }
  type TopArtistEntry { rank: Int! artist: Artist! }
  type TopArtists { entries: [TopArtistEntry!]! }
  type Query { topArtists(range: TimeRange! = MEDIUM_TERM, limit: Int! = 50): TopArtists }
`;

export const resolvers = {
  Query: { topArtists: (_parent, { limit }) => ({ entries: entries.slice(0, limit) }) },
};
