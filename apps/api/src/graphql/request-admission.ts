import type { Request } from 'express';
import { z } from 'zod';
import type { Authenticator } from '../auth/authenticator.js';
import { networkOf } from '../auth/network.js';
import { ClientError } from '../errors/client-error.js';
import { DocumentStore } from './byte-bounded-cache.js';
import { checkLiterals } from './input-values.js';
import { checkRepetition, parseDocument } from './limits/document-limits.js';
import { PerMinuteLimit } from './limits/per-minute-limit.js';
import type { OperationContext } from './operation-context.js';
import { badRequest, rejectOperation } from './responses.js';

const MAX_NETWORKS = 20_000;

const graphqlRequest = z.object({ query: z.string() });

/**
 * Rejects a request to `/graphql` before Apollo parses its document: a body that is not JSON, too many unauthenticated
 * requests from its network, a document that is slow to validate, or a string that PostgreSQL cannot store. Runs in
 * Apollo's context function.
 */
export class RequestAdmission {
  /** Documents that Apollo has validated, which need no check. Apollo fills it as its `documentStore`. */
  readonly validDocuments = new DocumentStore();
  private readonly anonymous: PerMinuteLimit<string>;

  constructor(
    private readonly authenticator: Authenticator,
    anonymousRequestsPerMinute: number,
  ) {
    const quota = `One address can send ${anonymousRequestsPerMinute} unauthenticated requests per minute`;
    this.anonymous = new PerMinuteLimit({ limit: anonymousRequestsPerMinute, maxKeys: MAX_NETWORKS, quota });
  }

  /** @throws {GraphQLError} the request is rejected, with its HTTP status */
  async admit(request: Request): Promise<OperationContext> {
    requireJson(request);
    try {
      await this.countAnonymous(request);
      this.checkDocument(request);
    } catch (error) {
      throw rejectOperation(error);
    }
    return { req: request, cost: 0, cacheHints: [] };
  }

  /** A token that this process has not verified recently counts as anonymous until it is looked up. */
  private async countAnonymous(request: Request): Promise<void> {
    if (this.authenticator.wasAuthenticated(request)) return;
    const network = networkOf(request.ip, request.socket.remoteAddress);
    this.anonymous.charge(network, 1);
    // While the database is down no token can be verified; that does not count against the client.
    const isAnonymous = await this.authenticator.authenticate(request).then(
      () => false,
      (error: unknown) => error instanceof ClientError,
    );
    if (!isAnonymous) this.anonymous.refund(network, 1);
  }

  private checkDocument({ method, body, query }: Request): void {
    const request = graphqlRequest.safeParse(method === 'POST' ? body : query);
    if (!request.success || this.validDocuments.holds(request.data.query)) return;
    const document = parseDocument(request.data.query);
    if (!document) return;
    checkRepetition(document);
    checkLiterals(document);
  }
}

/** Rejects other media types with 415, as GraphQL over HTTP asks; Apollo has 400 for them. */
function requireJson(request: Request): void {
  // False for another type; null without a body, which Apollo rejects.
  if (request.method === 'POST' && request.is('application/json') === false) {
    throw badRequest('The body must be JSON. Send it with "content-type: application/json".', 415);
  }
}
