/** What `NODE_OPTIONS` has to be for a process to write a line for every statement that it sends to PostgreSQL. */
export const logStatements = `--import=data:text/javascript,${encodeURIComponent(`
  import pg from '${import.meta.resolve('pg')}';
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (config, ...rest) {
    const text = typeof config === 'string' ? config : config.text;
    process.stdout.write('SQL ' + text.replace(/\\s+/g, ' ').trim().slice(0, 60) + '\\n');
    return query.call(this, config, ...rest);
  };`)}`;

/** The statements among what such a process wrote, as they begin. */
export function statementsIn(logs: string): string[] {
  return logs
    .split('\n')
    .filter((line) => line.startsWith('SQL '))
    .map((line) => line.slice('SQL '.length));
}
