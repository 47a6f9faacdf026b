import { z } from 'zod';
import type { Request } from 'express';
import type { Answer } from './answer.js';
import type { TimeRange } from './lists/top-list.js';

/** The endpoints of Spotify that are simulated, by the names that faults and the log use. */
export const endpointNames = ['authorize', 'token', 'me', 'top-artists'] as const;
export const endpointNameSchema = z.enum(endpointNames);
export type EndpointName = z.infer<typeof endpointNameSchema>;

/** Who calls and for what, as far as the request tells; found out before any work is done. */
export interface Call {
  readonly endpoint: EndpointName;
  readonly listener: string | null;
  /** Id of the grant that a token in the request belongs to. Never the token. */
  readonly grant: string | null;
  readonly grantType: string | null;
  readonly range: TimeRange | null;
}

export interface Endpoint {
  readonly name: EndpointName;
  /** Reads who calls, and changes nothing. */
  identify(request: Request): Partial<Omit<Call, 'endpoint'>>;
  /** Does the work: codes are used up, tokens given out. */
  answer(request: Request, variation?: Variation): Answer;
}

/** What a fault asks an endpoint to do otherwise. */
export interface Variation {
  /** Pages after the first begin so many places too early, as if the list had moved. */
  readonly shift?: number;
  /** The browser is sent back with this error, as if Spotify could not ask the listener. */
  readonly error?: string;
}
