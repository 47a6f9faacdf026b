import { randomUUID } from 'node:crypto';
import { isNativeError } from 'node:util/types';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  isDriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import { connect } from '../connection/administer.js';
import { addressOf, connectionConfig, MIGRATING, schemaOf } from '../connection/connection-config.js';
import { withCatalogChar } from './catalog-char.js';
import { isOneTransaction, recordedScript } from './migration-script.js';

type PgAdapter = Awaited<ReturnType<PrismaPg['connect']>>;

/** Why a statement was not carried out. */
export interface Refusal {
  /** PostgreSQL's; undefined when no answer came, and the server may be at it still. */
  readonly sqlState: string | undefined;
  readonly message: string;
}

/**
 * Connections for the schema engine. PrismaPg's own would split a script at every semicolon, those inside
 * functions and strings too, and leave a failed one half done. Here a script goes to PostgreSQL whole, which makes
 * one transaction of it (unless it says BEGIN or COMMIT itself), as `prisma migrate deploy` does.
 */
export class MigrationAdapter implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  readonly #databaseUrl: string;
  readonly #opened: PgAdapter[] = [];
  #refusal: Refusal | undefined;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  /**
   * What was refused last, and forgets it. The engine's own error keeps no SQLSTATE and repeats the engine's innards.
   */
  takeRefusal(): Refusal | undefined {
    const refusal = this.#refusal;
    this.#refusal = undefined;
    return refusal;
  }

  async connect(): Promise<PgAdapter> {
    const adapter = await open(this.#databaseUrl);
    this.#opened.push(adapter);
    adapter.queryRaw = this.#noting(adapter.queryRaw.bind(adapter));
    adapter.executeRaw = this.#noting(adapter.executeRaw.bind(adapter));
    adapter.executeScript = (script) =>
      runWhole(adapter, isOneTransaction(script) ? recordedScript(script) : script);
    return adapter;
  }

  /** A database of its own beside the given one, in which the engine replays the migrations; it goes afterwards. */
  async connectToShadowDb(): Promise<PgAdapter> {
    const name = `shadow_${randomUUID().replaceAll('-', '')}`;
    await connect(this.#databaseUrl, MIGRATING, (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE template0`),
    );
    const adapter = await open(addressOf(this.#databaseUrl, name));
    adapter.queryRaw = withCatalogChar(adapter.queryRaw.bind(adapter), adapter.underlyingDriver());
    const dispose = adapter.dispose.bind(adapter);
    let disposed: Promise<unknown> | undefined;
    // The engine does it when all went well.
    adapter.dispose = async () => {
      disposed ??= dispose().then(() =>
        connect(this.#databaseUrl, MIGRATING, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
      );
      await disposed;
    };
    this.#opened.push(adapter);
    return adapter;
  }

  #noting<T>(run: (query: SqlQuery) => Promise<T>): (query: SqlQuery) => Promise<T> {
    return async (query) => {
      try {
        return await run(query);
      } catch (error) {
        this.#refusal = refusalOf(error);
        throw error;
      }
    };
  }

  /** Closes what the engine leaves open: it keeps its connection, and the lock that it took there. */
  async close(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((adapter) => adapter.dispose()));
  }
}

/** One connection, for the engine's own lock belongs to the session that took it. */
async function open(databaseUrl: string): Promise<PgAdapter> {
  const config = { ...connectionConfig(databaseUrl, MIGRATING), max: 1, onConnect: giveInFirst };
  const adapter = await new PrismaPg(config, { schema: schemaOf(databaseUrl) }).connect();
  adapter.executeScript = (script) => runWhole(adapter, script);
  return adapter;
}

/**
 * In a circle of waiting whoever looks for it first gives in: let that be the migration, which begins again, and not a
 * process that serves. Only some roles may set this; to others it happens either way.
 */
async function giveInFirst(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT set_config('deadlock_timeout', '100ms', false)").catch(() => undefined);
}

/** Without arguments a query is sent as it is, however many statements it has. */
async function runWhole(adapter: PgAdapter, script: string): Promise<void> {
  await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
}

function refusalOf(error: unknown): Refusal {
  if (isNativeError(error) && isDriverAdapterError(error)) {
    const { originalCode, originalMessage } = error.cause;
    return { sqlState: originalCode, message: originalMessage ?? error.message };
  }
  return { sqlState: undefined, message: isNativeError(error) ? error.message : String(error) };
}
