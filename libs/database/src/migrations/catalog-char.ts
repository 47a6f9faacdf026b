import { isNativeError } from 'node:util/types';
import {
  ColumnTypeEnum,
  isDriverAdapterError,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** The catalog's type `"char"`, one byte. */
const CHAR_OID = 18;

type QueryRaw = (query: SqlQuery) => Promise<SqlResultSet>;

/**
 * PrismaPg 7.10 refuses results with the catalog's type `"char"`, which the engine selects when it describes a
 * database. Such columns are read as text, and handed over as the characters that they are.
 */
export function withCatalogChar(queryRaw: QueryRaw, pool: pg.Pool): QueryRaw {
  return async (query) => {
    try {
      return await queryRaw(query);
    } catch (error) {
      if (!isUnknownChar(error)) throw error;
      const inner = `(${query.sql.trim().replace(/;$/, '')}\n) AS described`;
      const { fields } = await pool.query(`SELECT * FROM ${inner} LIMIT 0`, query.args);
      const columns = fields.map(({ name, dataTypeID }) => {
        const column = pg.escapeIdentifier(name);
        return dataTypeID === CHAR_OID ? `${column}::text` : column;
      });
      const result = await queryRaw({ ...query, sql: `SELECT ${columns.join(', ')} FROM ${inner}` });
      const columnTypes = result.columnTypes.map((type, index) =>
        fields[index]?.dataTypeID === CHAR_OID ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    }
  };
}

function isUnknownChar(error: unknown): boolean {
  if (!isNativeError(error) || !isDriverAdapterError(error)) return false;
  return error.cause.kind === 'UnsupportedNativeDataType' && error.cause.type === 'char';
}
