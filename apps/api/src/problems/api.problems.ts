import type { ApiError } from '../graphql/api.error.js';
import type { Problem } from '../pages/problem.js';

const KINDS: Record<ApiError['code'], Pick<Problem, 'status' | 'title'>> = {
  UNAUTHENTICATED: { status: 401, title: 'You are not signed in' },
  FORBIDDEN: { status: 403, title: 'This is not permitted' },
  NOT_FOUND: { status: 404, title: 'There is no such thing' },
  BAD_USER_INPUT: { status: 400, title: 'This request cannot be served' },
  BAD_LINE: { status: 400, title: 'This file cannot be imported' },
  ALLOWANCE_USED_UP: { status: 429, title: 'That was too often' },
  QUERY_TOO_COMPLEX: { status: 400, title: 'This is too much at once' },
  TOO_BUSY: { status: 503, title: 'Too much at a time' },
};

/** What a person reads when this API itself refuses a request that is not GraphQL. */
export function apiProblem({ code, message }: ApiError): Problem {
  const signIn = { label: 'Sign in with Spotify', href: '/auth/spotify' };
  return { ...KINDS[code], explanation: message, ...(code === 'UNAUTHENTICATED' ? { action: signIn } : {}) };
}
