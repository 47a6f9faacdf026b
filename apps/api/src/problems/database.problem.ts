import type { Problem } from '../pages/problem.js';

/** When to come again, in seconds: a restart of PostgreSQL takes about that long. */
export const DATABASE_RETRY_SECONDS = 5;

/** What a person reads while the database is away. */
export function databaseProblem(correlationId: string): Problem {
  return {
    status: 503,
    title: 'Headliner cannot reach its database',
    explanation:
      'The database does not answer at present, or cannot be written to, and without it there is nothing to show. Nothing you did.\n\nTry again in a moment; if it stays, its operator has to look after PostgreSQL.',
    correlationId,
  };
}
