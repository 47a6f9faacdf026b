import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { startPostgres } from '../apps/standalone/src/postgres/index.js';
import { migrate } from '../libs/database/src/migrations/migrate.js';

// @types/node does not declare it.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

/** OIDs of the catalog's type `"char"`, one byte, and of `text`. */
const CHAR_OID = 18;
const TEXT_OID = 25;
const CHAR_MARK = 'char:';

const SCHEMA = join(import.meta.dirname, '../prisma/schema.prisma');

/** The SQL that leads from prisma/migrations to prisma/schema.prisma; undefined if they agree. */
export function projectDrift(): Promise<string | undefined> {
  return withPostgres(async (databaseUrl) => {
    await migrate({ databaseUrl });
    return schemaDrift(databaseUrl);
  });
}

/** Runs `work` on a temporary PostgreSQL. */
async function withPostgres<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'headliner-'));
  try {
    const postgres = await startPostgres({ directory, port: 0, durable: false });
    try {
      return await work(postgres.url('postgres'));
    } finally {
      await postgres.stop();
      rmSync(postgres.location, { recursive: true, force: true });
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * Compares a database with `schema.prisma` by Prisma's schema engine, compiled to WebAssembly: installing the native one
 * needs a download.
 *
 * @returns the SQL that the database lacks; undefined if they agree
 */
export async function schemaDrift(databaseUrl: string, schemaPath = SCHEMA): Promise<string | undefined> {
  await (loading ??= loadEngine());
  const content = await readFile(schemaPath, 'utf8');
  const schema = { files: [{ path: schemaPath, content }] };
  const pool = new pg.Pool({ connectionString: databaseUrl });
  try {
    const adapters = bindMigrationAwareSqlAdapterFactory(new CatalogPg(pool));
    const engine = await glue.SchemaEngine.new(
      { datamodels: [[schemaPath, content]] },
      () => undefined,
      adapters,
    );
    const { stdout, exitCode } = await engine.diff({
      from: { tag: 'schemaDatasource', ...schema, configDir: '.' },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    engine.free();
    return exitCode === 0 ? undefined : (stdout ?? '');
  } finally {
    await pool.end();
  }
}

/**
 * PrismaPg that can read PostgreSQL's catalog: version 7.10 rejects results of the type `"char"`. The pool passes them as
 * text under a marked name, and the adapter restores their type.
 */
class CatalogPg extends PrismaPg {
  constructor(pool: pg.Pool) {
    const query = pool.query.bind(pool);
    const queryMarked = async (...args: unknown[]): Promise<pg.QueryResult> => {
      const result: pg.QueryResult = await Reflect.apply(query, pool, args);
      for (const field of result.fields.filter(({ dataTypeID }) => dataTypeID === CHAR_OID)) {
        Object.assign(field, { dataTypeID: TEXT_OID, name: CHAR_MARK + field.name });
      }
      return result;
    };
    super(Object.assign(pool, { query: queryMarked }), { schema: 'public' });
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const { columnNames: names, columnTypes: types, rows } = await queryRaw(query);
      const isChar = (name: string): boolean => name.startsWith(CHAR_MARK);
      return {
        columnNames: names.map((name) => name.replace(CHAR_MARK, '')),
        columnTypes: types.map((type, index) =>
          isChar(names[index] ?? '') ? ColumnTypeEnum.Character : type,
        ),
        rows,
      };
    };
    return adapter;
  }
}

let loading: Promise<void> | undefined;

/** Instantiates the engine's WebAssembly module, once per process. */
async function loadEngine(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(join(dirname(script), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === 'function') start();
}
