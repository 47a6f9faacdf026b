/** A request that this API itself refuses, before Spotify has any part in it. */
export abstract class ApiError extends Error {
  abstract readonly code:
    | 'UNAUTHENTICATED'
    | 'FORBIDDEN'
    | 'NOT_FOUND'
    | 'BAD_USER_INPUT'
    | 'BAD_LINE'
    | 'ALLOWANCE_USED_UP'
    | 'QUERY_TOO_COMPLEX'
    | 'TOO_BUSY';
}
