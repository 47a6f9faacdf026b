import type { Request, RequestHandler, Response } from 'express';
import { textResponse, type SimulatedResponse, type Call, type Endpoint } from './endpoint.js';
import type { LoggedRequest } from './control/traffic.js';
import { applyFault, type Outcome } from './faults/apply-fault.js';
import { deliver, sleep } from './faults/delivery.js';
import type { Simulation } from './simulation.js';

/** Serves an endpoint with the log, counters, limits, faults and delays of the control interface. */
export function serve(endpoint: Endpoint, simulation: Simulation): RequestHandler {
  return async (request, response) => {
    const noDetails = { listener: null, grant: null, grantType: null, range: null };
    const call: Call = { endpoint: endpoint.name, ...noDetails, ...endpoint.identify(request) };
    const entry = logRequest(request, simulation, call);
    response.once('close', simulation.counters.begin(call));
    const { answer, delivery } = decide(endpoint, call, request, simulation, entry);
    if (!(await sleep(simulation.latency.get(endpoint.name), response))) return;
    if (delivery.mode !== 'none' && delivery.mode !== 'reset') entry.status = answer.status;
    await deliver(answer, delivery, response);
  };
}

/** Logs a request for a path without an endpoint, and sends a fixed answer. */
export function serveFixedAnswer(answer: SimulatedResponse, simulation: Simulation): RequestHandler {
  return async (request, response: Response) => {
    const entry = logRequest(request, simulation);
    entry.status = answer.status;
    await deliver(answer, { mode: 'whole' }, response);
  };
}

function decide(
  endpoint: Endpoint,
  call: Call,
  request: Request,
  simulation: Simulation,
  entry: LoggedRequest,
): Outcome {
  const isWebApi = endpoint.name !== 'authorize' && endpoint.name !== 'token';
  const retryAfter = isWebApi ? simulation.rateLimit.admit() : 0;
  if (retryAfter > 0) {
    const answer = textResponse(429, 'Too many requests', { 'retry-after': String(retryAfter) });
    return { answer, delivery: { mode: 'whole' } };
  }
  const fault = simulation.faults.take(call);
  if (!fault) return { answer: endpoint.answer(request), delivery: { mode: 'whole' } };
  entry.fault = fault.kind;
  return applyFault(fault, (variation) => endpoint.answer(request, variation));
}

function logRequest(request: Request, simulation: Simulation, call?: Call): LoggedRequest {
  const parameter = (name: string): string | null => {
    const value = request.query[name];
    return typeof value === 'string' ? value : null;
  };
  const { endpoint = null, listener = null, grant = null, grantType = null, range = null } = call ?? {};
  const paging = { limit: parameter('limit'), offset: parameter('offset') };
  const { method } = request;
  const path = request.baseUrl + request.path;
  return simulation.log.open({ method, path, endpoint, listener, grant, grantType, range, ...paging });
}
