import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm';

// Node has it; its declarations for TypeScript do not.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

let loading: Promise<void> | undefined;

/**
 * Prisma's own schema engine over `database`. It is the one behind `prisma migrate`, compiled to WebAssembly, so
 * that nothing native need be downloaded. The caller frees it.
 */
export async function openSchemaEngine(
  database: SqlMigrationAwareDriverAdapterFactory,
  schema?: SchemasContainer,
): Promise<SchemaEngine> {
  loading ??= load();
  await loading;
  const datamodels = schema?.files.map(({ path, content }): [string, string] => [path, content]);
  return glue.SchemaEngine.new({ datamodels }, ignoreLog, bindMigrationAwareSqlAdapterFactory(database));
}

async function load(): Promise<void> {
  const beside = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(join(dirname(beside), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === 'function') start();
}

/** The engine's log repeats the SQL and the errors it throws. */
function ignoreLog(): void {}
