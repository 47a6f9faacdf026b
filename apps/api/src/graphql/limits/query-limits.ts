import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import type { Request } from 'express';
import {
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  getVariableValues,
} from 'graphql';
import { Authenticator } from '../../auth/authenticator.js';
import { QueryTooComplexError, type QueryLimit } from '../../errors/client-error.js';
import { ApiSettings } from '../../settings/api-settings.js';
import { checkNulls, checkVariables } from '../input-values.js';
import type { OperationContext } from '../operation-context.js';
import { badRequest, rejectOperation } from '../responses.js';
import { computeCost, type ListSizes } from './cost.js';
import { listSizes } from './list-sizes.js';
import { PerMinuteLimit } from './per-minute-limit.js';
import { measureShape, type Shape } from './shape.js';

const MAX_DEPTH = 8;
const MAX_ALIASES = 15;
const MAX_DIRECTIVES = 10;
const MAX_LISTENERS = 100_000;

/** A validated operation before its execution. */
interface PendingOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly request: Request;
}

/** Limits operations between validation and execution, and charges their cost to the listener. */
@Plugin()
export class QueryLimits implements ApolloServerPlugin<OperationContext> {
  private readonly shapes = new WeakMap<OperationDefinitionNode, Shape>();
  /** Costs of operations without variables. They change daily, since rank histories end today. */
  private readonly costs = new WeakMap<
    OperationDefinitionNode,
    { readonly day: string; readonly cost: number }
  >();
  private readonly sizes: ListSizes;
  private readonly perMinute: PerMinuteLimit<number>;
  private readonly maxCost: number;

  constructor(
    settings: ApiSettings,
    private readonly authenticator: Authenticator,
  ) {
    const { SNAPSHOT_DEPTH, QUERY_COST_MAX, QUERY_COST_PER_MINUTE: limit } = settings.environment;
    this.sizes = listSizes(SNAPSHOT_DEPTH, today);
    const quota = `A listener can request ${limit} objects per minute`;
    this.perMinute = new PerMinuteLimit({ limit, maxKeys: MAX_LISTENERS, quota });
    // Waiting would not help an operation that costs more than a minute's quota.
    this.maxCost = Math.min(QUERY_COST_MAX, limit);
  }

  requestDidStart(): Promise<GraphQLRequestListener<OperationContext>> {
    return Promise.resolve({
      didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
        // Execution reports an operation that is missing.
        if (!operation) return;
        // Validation does not report a root type that the schema does not have.
        if (!schema.getRootType(operation.operation))
          throw badRequest(`The schema has no ${operation.operation}s. Send a query or a mutation.`);
        const { variables = {} } = request;
        try {
          const pending = { schema, document, operation, variables, request: contextValue.req };
          contextValue.cost = await this.check(pending);
        } catch (error) {
          throw rejectOperation(error);
        }
      },
    });
  }

  /**
   * Charges a cost to a listener's quota of the minute.
   *
   * @throws {RateLimitExceededError} the quota does not cover it; nothing is charged
   */
  charge(listenerId: number, cost: number): void {
    this.perMinute.charge(listenerId, cost);
  }

  /**
   * Checks an operation and charges its cost.
   *
   * @returns the cost
   * @throws {QueryTooComplexError} it exceeds a limit
   * @throws {BadUserInputError} a variable is a text that cannot be stored, or null where that is not allowed
   * @throws {RateLimitExceededError} the listener has used up the quota of the minute
   */
  private async check(pending: PendingOperation): Promise<number> {
    const { depth, aliases, directives } = this.shapeOf(pending);
    requireAtMost('DEPTH', depth, MAX_DEPTH);
    requireAtMost('ALIASES', aliases, MAX_ALIASES);
    requireAtMost('DIRECTIVES', directives, MAX_DIRECTIVES);
    const { schema, document, operation, variables } = pending;
    checkVariables(variables);
    checkNulls(schema, document, operation, variables);
    const cost = this.costOf(pending);
    requireAtMost('COST', cost, this.maxCost);
    // Anonymous operations are not charged: every field rejects them, but for `sharedChart`, whose views are limited.
    const caller = cost > 0 ? await this.authenticator.authenticate(pending.request).catch(() => null) : null;
    if (caller) this.charge(caller.listenerId, cost);
    return cost;
  }

  private shapeOf({ document, operation }: PendingOperation): Shape {
    const shape = this.shapes.get(operation) ?? measureShape(document, operation);
    this.shapes.set(operation, shape);
    return shape;
  }

  private costOf(pending: PendingOperation): number {
    if (pending.operation.variableDefinitions?.length) return this.compute(pending);
    const day = today();
    const cached = this.costs.get(pending.operation);
    if (cached?.day === day) return cached.cost;
    const cost = this.compute(pending);
    this.costs.set(pending.operation, { day, cost });
    return cost;
  }

  private compute({ schema, document, operation, variables }: PendingOperation): number {
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables });
    // Execution reports variables that cannot be coerced.
    return coerced ? computeCost(schema, { document, operation, variables: coerced }, this.sizes) : 0;
  }
}

function requireAtMost(limit: QueryLimit, counted: number, allowed: number): void {
  if (counted > allowed) throw new QueryTooComplexError(limit, counted, allowed);
}

/** In UTC: the listener's time zone is not known yet. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
