import { Database } from '#database';
import { addLiveGauges } from '#runtime';
import { Injectable } from '@nestjs/common';
import { Registry } from 'prom-client';

/** Shows how much of its connections to PostgreSQL this process uses. */
@Injectable()
export class PoolGauges {
  constructor(registry: Registry, database: Database) {
    addLiveGauges(registry, () => Promise.resolve(database.connections), [
      {
        name: 'headliner_database_connections_used',
        help: 'Connections to PostgreSQL that are at work.',
        of: ({ used }) => used,
      },
      {
        name: 'headliner_database_connections_max',
        help: 'The most connections to PostgreSQL that this process opens.',
        of: ({ most }) => most,
      },
      {
        name: 'headliner_database_waiting_requests',
        help: 'Statements that wait for a connection: above 0 for long, there are too few.',
        of: ({ waiting }) => waiting,
      },
    ]);
  }
}
