import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { AccessTokensResolver } from '../access-tokens/access-tokens.resolver.js';
import { ArtistResolver } from '../artists/artist.resolver.js';
import { ChartEventsResolver } from '../charts/chart-events.resolver.js';
import { ChartResolver } from '../charts/chart.resolver.js';
import { ChartsResolver } from '../charts/charts.resolver.js';
import { MomentumResolver } from '../charts/momentum.resolver.js';
import { RankHistoryResolver } from '../charts/rank-history.resolver.js';
import { YearEndResolver } from '../charts/year-end.resolver.js';
import { DeleteAccountResolver } from '../account/delete-account.resolver.js';
import { CoverageResolver, ViewerCoverageResolver } from '../coverage/coverage.resolver.js';
import { UpdateSettingsResolver } from '../listener-settings/update-settings.resolver.js';
import { TakeSnapshotResolver } from '../snapshots/take-snapshot.resolver.js';
import { TopArtistsResolver } from '../top-artists/top-artists.resolver.js';
import { ViewerResolver } from '../viewer/viewer.resolver.js';
import { describeRoots } from './describe-roots.js';
import { schemaOptions } from './schema-options.js';

/**
 * `npm run schema` writes schema.graphql from the code; with `--check` it only compares, and fails where the
 * committed text says something else. A test compares the text with what the running API answers, so that no
 * resolver can be forgotten here.
 */
const RESOLVERS = [
  AccessTokensResolver,
  ArtistResolver,
  ChartEventsResolver,
  ChartResolver,
  ChartsResolver,
  CoverageResolver,
  MomentumResolver,
  RankHistoryResolver,
  DeleteAccountResolver,
  TakeSnapshotResolver,
  TopArtistsResolver,
  UpdateSettingsResolver,
  ViewerCoverageResolver,
  ViewerResolver,
  YearEndResolver,
];

const root = dirname(findPackageJSON(import.meta.url) ?? '.');
const file = join(root, 'apps/api/src/graphql/schema.graphql');

const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: ['error'] });
const schema = await app.get(GraphQLSchemaFactory).create(RESOLVERS, schemaOptions.buildSchemaOptions);
const text = `# Made from the code by \`npm run schema\`. Do not edit.\n\n${printSchema(lexicographicSortSchema(describeRoots(schema)))}\n`;
await app.close();

if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write(
    'schema.graphql is not what the code says. Run `npm run schema` and commit the result.\n',
  );
  process.exitCode = 1;
}
