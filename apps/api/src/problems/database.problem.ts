import type { Problem } from '../pages/problem.js';

/** When to come again, in seconds: a restart of PostgreSQL takes about that long. */
export const DATABASE_RETRY_SECONDS = 5;

/** What a person reads while the database is away. */
export function databaseProblem(correlationId: string): Problem {
  return {
    status: 503,
    title: 'Headliner cannot reach its database',
    explanation:
      'The database is unreachable or not writable right now, so there is nothing to show. This is not your fault.\n\nTry again in a moment. If it keeps happening, tell the operator to check PostgreSQL.',
    correlationId,
  };
}
