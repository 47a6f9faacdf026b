import { jsonAnswer, type Answer } from '../answer.js';

export type TokenErrorCode =
  'invalid_client' | 'invalid_grant' | 'invalid_request' | 'unsupported_grant_type';

/** An error of the token endpoint: always 400 with Spotify, for a wrong client too. */
export function tokenError(error: TokenErrorCode, description: string): Answer {
  return jsonAnswer(400, { error, error_description: description }, { 'cache-control': 'no-store' });
}
