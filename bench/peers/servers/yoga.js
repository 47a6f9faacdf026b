/** GraphQL Yoga on Node's HTTP server as in its guide: https://the-guild.dev/graphql/yoga-server/docs */
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { resolvers } from './constant.js';
import { port, typeDefs } from './schema.js';

const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }) });
createServer(yoga).listen(port, '127.0.0.1');
