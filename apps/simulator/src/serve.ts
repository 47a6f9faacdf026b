import type { Request, RequestHandler, Response } from 'express';
import { textAnswer, type Answer } from './answer.js';
import type { LoggedRequest } from './control/request-log.js';
import type { Call, Endpoint } from './endpoint.js';
import { applyFault, type Outcome } from './faults/apply-fault.js';
import { carry, waited } from './faults/carriage.js';
import type { Simulation } from './simulation.js';

/** Serves an endpoint: logged, counted, limited, spoiled and delayed as the control interface has ordered. */
export function serve(endpoint: Endpoint, simulation: Simulation): RequestHandler {
  return async (request, response) => {
    const unknown = { listener: null, grant: null, grantType: null, range: null };
    const call: Call = { endpoint: endpoint.name, ...unknown, ...endpoint.identify(request) };
    const entry = logRequest(request, simulation, call);
    response.once('close', simulation.counters.begin(call));
    const { answer, carriage } = decide(endpoint, call, request, simulation, entry);
    if (!(await waited(simulation.latency.of(endpoint.name), response))) return;
    if (carriage.by !== 'nothing' && carriage.by !== 'reset') entry.status = answer.status;
    await carry(answer, carriage, response);
  };
}

/** Logs a request for something that is not there, and says so. */
export function serveNothing(answer: Answer, simulation: Simulation): RequestHandler {
  return async (request, response: Response) => {
    const entry = logRequest(request, simulation);
    entry.status = answer.status;
    await carry(answer, { by: 'whole' }, response);
  };
}

function decide(
  endpoint: Endpoint,
  call: Call,
  request: Request,
  simulation: Simulation,
  entry: LoggedRequest,
): Outcome {
  const isWebApi = endpoint.name === 'me' || endpoint.name === 'top-artists';
  const retryAfter = isWebApi ? simulation.rateLimit.admit() : 0;
  if (retryAfter > 0) {
    const answer = textAnswer(429, 'Too many requests', { 'retry-after': String(retryAfter) });
    return { answer, carriage: { by: 'whole' } };
  }
  const fault = simulation.faults.take(call);
  if (!fault) return { answer: endpoint.answer(request), carriage: { by: 'whole' } };
  entry.fault = fault.kind;
  return applyFault(fault, (variation) => endpoint.answer(request, variation));
}

function logRequest(request: Request, simulation: Simulation, call?: Call): LoggedRequest {
  const asked = (name: string): string | null => {
    const value = request.query[name];
    return typeof value === 'string' ? value : null;
  };
  const { endpoint = null, listener = null, grant = null, grantType = null, range = null } = call ?? {};
  const paging = { limit: asked('limit'), offset: asked('offset') };
  const { method } = request;
  const path = request.baseUrl + request.path;
  return simulation.log.open({ method, path, endpoint, listener, grant, grantType, range, ...paging });
}
