import { z } from 'zod';
import type { Request } from 'express';
import type { TimeRange } from './lists/top-list.js';

/** The response of an endpoint, before faults and delays. */
export interface SimulatedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function jsonResponse(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): SimulatedResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function textResponse(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): SimulatedResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

export function htmlResponse(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): SimulatedResponse {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

export function redirectResponse(location: string, headers: Record<string, string> = {}): SimulatedResponse {
  return { status: 302, headers: { location, 'cache-control': 'no-store', ...headers }, body: '' };
}

/** The simulated endpoints of Spotify, as faults and the log name them. */
export const endpointNames = [
  'authorize',
  'token',
  'me',
  'top-artists',
  'track',
  'search',
  'artist',
] as const;
export const endpointNameSchema = z.enum(endpointNames);
export type EndpointName = z.infer<typeof endpointNameSchema>;

/** What a request says about its caller and purpose, read before any work is done. */
export interface Call {
  readonly endpoint: EndpointName;
  readonly listener: string | null;
  /** The id of the grant that the request's token belongs to. Never the token. */
  readonly grant: string | null;
  readonly grantType: string | null;
  readonly range: TimeRange | null;
}

export interface Endpoint {
  readonly name: EndpointName;
  /** Identifies the call without side effects. */
  identify(request: Request): Partial<Omit<Call, 'endpoint'>>;
  /** Handles the request: redeems codes, issues tokens. */
  answer(request: Request, variation?: Variation): SimulatedResponse;
}

/** How a fault changes an endpoint's work. */
export interface Variation {
  /** Pages after the first begin this many ranks too early, as if the list had moved. */
  readonly shift?: number;
  /** Sends the browser back with this error, as if Spotify could not show its consent page. */
  readonly error?: string;
}
