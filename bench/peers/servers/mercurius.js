/** Mercurius with Fastify, as its guide shows it, and with `JIT=1` as its guide says of that: https://mercurius.dev */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { port, resolvers, typeDefs } from './constant.js';

const app = Fastify();
app.register(mercurius, {
  schema: typeDefs,
  resolvers,
  ...(process.env.JIT && { jit: Number(process.env.JIT) }),
});
await app.listen({ port, host: '127.0.0.1' });
