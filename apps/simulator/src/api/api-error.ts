import { jsonAnswer, type Answer } from '../answer.js';

/** An error in the shape of Spotify's web API. */
export function apiError(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return jsonAnswer(status, { error: { status, message } }, headers);
}
