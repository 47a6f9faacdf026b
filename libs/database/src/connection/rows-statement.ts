import type { QueryConfig } from 'pg';

/**
 * A statement about rows of values that the caller has, parsed by PostgreSQL once for each connection. There are two
 * texts of it. Rows come as arrays, one for each column, and arrays that it does not know PostgreSQL takes for ten
 * elements: it would rather plan such a statement anew each time than keep a plan for ten rows, although planning takes
 * longer than many an answer. Where there is a single row, as nearly always, its values come as they are, and the plan
 * is kept too.
 */
export class RowsStatement {
  private readonly one: string;
  private readonly several: string;

  /**
   * @param name another for every statement
   * @param types SQL for the type of each column; parameters after those are free for more values
   * @param text SQL around the rows, which have one more column at their end: their place, from 1
   */
  constructor(
    private readonly name: string,
    types: readonly string[],
    text: (rows: string) => string,
  ) {
    const parameters = types.map((type, index) => `$${index + 1}::${type}`);
    this.one = text(`(VALUES (${parameters.join(', ')}, 1::bigint))`);
    this.several = text(`unnest(${parameters.map((one) => `${one}[]`).join(', ')}) WITH ORDINALITY`);
  }

  /**
   * @param rows one or more
   * @param more values of the parameters after those of the columns
   */
  of(rows: readonly (readonly unknown[])[], ...more: readonly unknown[]): QueryConfig {
    const [first = [], ...others] = rows;
    return others.length === 0
      ? { name: this.name, text: this.one, values: [...first, ...more] }
      : {
          name: `${this.name}-several`,
          text: this.several,
          values: [...first.map((_, column) => rows.map((row) => row[column])), ...more],
        };
  }
}
