/** Apollo Server with Express, which asks Spotify with the access token that it gets, and does nothing else. */
import http from 'node:http';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import cors from 'cors';
import express from 'express';
import { port, typeDefs } from './schema.js';

async function topArtists(_parent, { limit }, { authorization }) {
  const url = `${process.env.SPOTIFY_API_URL}/v1/me/top/artists?time_range=short_term&limit=${limit}`;
  const response = await fetch(url, { headers: { authorization } });
  const { items } = await response.json();
  const entries = items.map(({ id, name, images }, index) => ({
    rank: index + 1,
    artist: { id, name, imageUrl: images[0]?.url ?? null },
  }));
  return { entries };
}

const app = express();
const server = new ApolloServer({ typeDefs, resolvers: { Query: { topArtists } } });
await server.start();
const context = async ({ req }) => ({ authorization: req.headers.authorization });
app.use('/graphql', cors(), express.json(), expressMiddleware(server, { context }));
http.createServer(app).listen({ port, host: '127.0.0.1' });
