/** Mercurius with Fastify as in its guide, and with its JIT if `JIT=1`: https://mercurius.dev */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { resolvers } from './constant.js';
import { port, typeDefs } from './schema.js';

const app = Fastify();
app.register(mercurius, {
  schema: typeDefs,
  resolvers,
  ...(process.env.JIT && { jit: Number(process.env.JIT) }),
});
await app.listen({ port, host: '127.0.0.1' });
