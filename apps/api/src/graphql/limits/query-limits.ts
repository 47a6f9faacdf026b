import { Injectable } from '@nestjs/common';
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
import { checkNulls } from '../null-variables.js';
import { checkVariables } from '../storable-text.js';
import { CostPerMinute } from './cost-per-minute.js';
import { costOf, type ListSizes } from './cost.js';
import { listSizes } from './list-sizes.js';
import { type Shape, shapeOf } from './shape.js';

const MOST_DEPTH = 8;
const MOST_ALIASES = 15;
const MOST_DIRECTIVES = 10;

/** An operation that is about to be executed. */
export interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly request: Request;
}

/** What an operation may take. Whatever is refused is refused before anything of it is carried out. */
@Injectable()
export class QueryLimits {
  private readonly shapes = new WeakMap<OperationDefinitionNode, Shape>();
  /** What operations without variables may return; it changes with the day, since rank histories go on until today. */
  private readonly costs = new WeakMap<
    OperationDefinitionNode,
    { readonly day: string; readonly cost: number }
  >();
  private readonly sizes: ListSizes;
  private readonly perMinute: CostPerMinute;
  private readonly mostCost: number;

  constructor(
    settings: ApiSettings,
    private readonly authenticator: Authenticator,
  ) {
    const { SNAPSHOT_DEPTH, QUERY_COST_MAX, QUERY_COST_PER_MINUTE } = settings.environment;
    this.sizes = listSizes(SNAPSHOT_DEPTH, today);
    this.perMinute = new CostPerMinute(QUERY_COST_PER_MINUTE);
    // What no minute has room for would otherwise be put off for ever.
    this.mostCost = Math.min(QUERY_COST_MAX, QUERY_COST_PER_MINUTE);
  }

  /**
   * Checks an operation and charges its cost to the listener.
   *
   * @returns the objects that it may return
   * @throws {QueryTooComplexError} it is too deep, has too much of something, or may return too much
   * @throws {BadUserInputError} a variable is a text that cannot be stored, or null where that is not allowed
   * @throws {RateLimitExceededError} the listener has asked for too much within the last minute
   */
  async check(asked: AskedOperation): Promise<number> {
    const { depth, aliases, directives } = this.shapeOf(asked);
    within('DEPTH', depth, MOST_DEPTH);
    within('ALIASES', aliases, MOST_ALIASES);
    within('DIRECTIVES', directives, MOST_DIRECTIVES);
    const { schema, document, operation, variables } = asked;
    checkVariables(variables);
    checkNulls(schema, document, operation, variables);
    const cost = this.costOf(asked);
    within('COST', cost, this.mostCost);
    // Anonymous operations are not charged: every field rejects them.
    const caller = cost > 0 ? await this.authenticator.authenticate(asked.request).catch(() => null) : null;
    if (caller) this.charge(caller.listenerId, cost);
    return cost;
  }

  /**
   * Charges a cost to a listener's budget of the minute.
   *
   * @throws {RateLimitExceededError} the budget does not cover it; nothing is charged
   */
  charge(listenerId: number, cost: number): void {
    this.perMinute.charge(listenerId, cost);
  }

  private shapeOf({ document, operation }: AskedOperation): Shape {
    const shape = this.shapes.get(operation) ?? shapeOf(document, operation);
    this.shapes.set(operation, shape);
    return shape;
  }

  private costOf(asked: AskedOperation): number {
    if (asked.operation.variableDefinitions?.length) return this.reckon(asked);
    const day = today();
    const known = this.costs.get(asked.operation);
    if (known?.day === day) return known.cost;
    const cost = this.reckon(asked);
    this.costs.set(asked.operation, { day, cost });
    return cost;
  }

  private reckon({ schema, document, operation, variables }: AskedOperation): number {
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables });
    // Variables that cannot be used are for execution to refuse: it says why.
    return coerced ? costOf(schema, { document, operation, variables: coerced }, this.sizes) : 0;
  }
}

function within(limit: QueryLimit, counted: number, allowed: number): void {
  if (counted > allowed) throw new QueryTooComplexError(limit, counted, allowed);
}

/** In UTC, since the listener's time zone is not known when operations are counted. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
