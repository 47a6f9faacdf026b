import { Module } from '@nestjs/common';
import { GraphiqlBundle } from './graphiql-bundle.js';
import { GraphiqlController } from './graphiql.controller.js';

/** GraphiQL, from our own files. */
@Module({ controllers: [GraphiqlController], providers: [GraphiqlBundle] })
export class GraphiqlModule {}
