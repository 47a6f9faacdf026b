import type { Request } from 'express';
import { type DocumentNode, parse } from 'graphql';
import { z } from 'zod';
import type { Callers } from '../auth/callers.js';
import { networkOf } from '../auth/network.js';
import { ApiError } from './api.error.js';
import { DocumentStore } from './byte-bounded-cache.js';
import { AnonymousRequests } from './limits/anonymous-requests.js';
import { checkRepetition } from './limits/repetition.js';
import { MOST_TOKENS } from './limits/token-limit.js';
import type { OperationContext } from './operation-context.js';
import { badRequest, refusalOf } from './refusal.js';
import { checkTexts } from './storable-text.js';

const asked = z.object({ query: z.string() });

/**
 * What a request to `/graphql` has to be like before its document is validated and anything is looked up for it. Apollo
 * makes the context of an operation first, so this is where it is checked.
 */
export class RequestAdmission {
  /** What is in there has been checked here. */
  readonly documents = new DocumentStore();
  private readonly anonymous: AnonymousRequests;

  constructor(
    private readonly callers: Callers,
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
      throw refusalOf(error);
    }
    return { req: request };
  }

  /** A token that this process has not seen work counts as none until it has been looked up: that costs a statement. */
  private async countAnonymous(request: Request): Promise<void> {
    if (this.callers.isKnown(request)) return;
    const network = networkOf(request.ip, request.socket.remoteAddress);
    this.anonymous.count(network);
    // While the database is away nobody can be recognised, which is not the fault of whoever asks.
    const isAnonymous = await this.callers.of(request).then(
      () => false,
      (error: unknown) => error instanceof ApiError,
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

/** Null for what does not parse, which Apollo has the words for. */
function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: MOST_TOKENS });
  } catch {
    return null;
  }
}

/** Apollo executes whatever a body parser has made an object of, such as a form. */
function requireJson(request: Request): void {
  // False for another type; null where there is no body, which Apollo refuses.
  if (request.method === 'POST' && request.is('application/json') === false) {
    throw badRequest('The body must be JSON. Send it with "content-type: application/json".', 415);
  }
}
