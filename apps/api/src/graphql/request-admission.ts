import type { Request } from 'express';
import { type DocumentNode, parse } from 'graphql';
import { z } from 'zod';
import type { Authenticator } from '../auth/authenticator.js';
import { networkOf } from '../auth/network.js';
import { ClientError } from '../errors/client-error.js';
import { DocumentStore } from './byte-bounded-cache.js';
import { AnonymousRequests } from './limits/anonymous-requests.js';
import { checkRepetition } from './limits/repetition.js';
import { MOST_TOKENS } from './limits/token-limit.js';
import type { OperationContext } from './operation-context.js';
import { badRequest, rejectOperation } from './rejection.js';
import { checkTexts } from './storable-text.js';

const asked = z.object({ query: z.string() });

/**
 * Checks a request to `/graphql` before validation: its media type, the limit for anonymous requests, and the cost of
 * validating its document. Runs in the context function, which Apollo calls first.
 */
export class RequestAdmission {
  /** Parsed documents that passed these checks. */
  readonly documents = new DocumentStore();
  private readonly anonymous: AnonymousRequests;

  constructor(
    private readonly authenticator: Authenticator,
    anonymousRequestsPerMinute: number,
  ) {
    this.anonymous = new AnonymousRequests(anonymousRequestsPerMinute);
  }

  /** @throws {GraphQLError} the request is refused, with its HTTP status */
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
    if (this.authenticator.isKnown(request)) return;
    const network = networkOf(request.ip, request.socket.remoteAddress);
    this.anonymous.count(network);
    // While the database is down no token can be verified; that does not count against the client.
    const isAnonymous = await this.authenticator.authenticate(request).then(
      () => false,
      (error: unknown) => error instanceof ClientError,
    );
    if (!isAnonymous) this.anonymous.giveBack(network);
  }

  private checkDocument({ method, body, query }: Request): void {
    const sent = asked.safeParse(method === 'POST' ? body : query);
    if (!sent.success || this.documents.holds(sent.data.query)) return;
    const document = parsed(sent.data.query);
    if (!document) return;
    checkRepetition(document);
    checkTexts(document);
  }
}

/** Null if the document does not parse; Apollo reports the syntax error. */
function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: MOST_TOKENS });
  } catch {
    return null;
  }
}

/** Apollo would also execute other parsed bodies, such as forms. */
function requireJson(request: Request): void {
  // False for another type; null where there is no body, which Apollo refuses.
  if (request.method === 'POST' && request.is('application/json') === false) {
    throw badRequest('The body must be JSON. Send it with "content-type: application/json".', 415);
  }
}
