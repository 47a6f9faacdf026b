/**
 * `npm run schema`: writes schema.graphql from the app module, without any connection. With `--check` it fails if the
 * committed file differs.
 */
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { Keyring, TokenCipher } from '#database';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { apiEnv } from './api.env.js';
import { ApiModule } from './api.module.js';

const environment = apiEnv.parse({
  DATABASE_URL: 'postgresql://localhost/none',
  KEYRING_FILE: 'none',
  SESSION_SECRET: randomBytes(32).toString('hex'),
  SPOTIFY_CLIENT_ID: 'none',
  SPOTIFY_CLIENT_SECRET: 'none',
  LOG_LEVEL: 'silent',
});
const keyring = await Keyring.import('none', { none: randomBytes(32) });
const app = await NestFactory.create(ApiModule.register(environment, new TokenCipher(keyring)), {
  logger: ['error'],
});
await app.init();
const schema = lexicographicSortSchema(app.get(GraphQLSchemaHost).schema);
await app.close();

const root = dirname(findPackageJSON(import.meta.url) ?? '.');
const file = join(root, 'apps/api/src/graphql/schema.graphql');
const text = `# Generated from the code by \`npm run schema\`. Do not edit.\n\n${printSchema(schema)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('schema.graphql differs from the code. Run `npm run schema` and commit the result.\n');
  process.exitCode = 1;
}
