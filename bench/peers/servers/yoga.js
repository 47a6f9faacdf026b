/** GraphQL Yoga on Node's HTTP server as in its guide: https://the-guild.dev/graphql/yoga-server/docs */
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { port, resolvers, typeDefs } from './constant.js';

const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }) });
createServer(yoga).listen(port, '127.0.0.1');
