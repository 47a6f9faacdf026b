import { type Stage, statementsIn } from '../support/index.js';
import { until } from '../support/until.js';

/**
 * Sends a request, and returns its result with the SQL statements that the API sent for it. The API has to run with
 * `NODE_OPTIONS: logStatements`.
 */
export async function withStatements<Result>(
  stage: Stage,
  request: () => Promise<Result>,
): Promise<{ statements: string[]; result: Result }> {
  const before = stage.api.logs.length;
  const result = await request();
  // Log lines arrive late. The first statement of a sign-in marks the end.
  await stage.instance.client(stage.api).beginSignIn();
  // pg-boss reads the settings of its queue once a minute, independently of requests.
  const logged = (): string[] =>
    statementsIn(stage.api.logs.slice(before)).filter((statement) => !statement.startsWith('SELECT q.name'));
  const end = (): number => logged().findIndex((statement) => statement.includes('rate_limit'));
  await until(() => end() !== -1, 'the statements of the sign-in are logged');
  return { statements: logged().slice(0, end()), result };
}
