import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { isCompilable } from './compilable.js';
import { executionErrors } from './execution-errors.js';
import { documentBytes, textBytes } from '../byte-bounded-cache.js';
import type { OperationContext } from '../operation-context.js';
import { selectionCount } from './selection-count.js';

/** Clients choose what is kept, so it is bounded. */
const MOST_OPERATIONS = 500;
const MOST_BYTES = 20 * 2 ** 20;
/** What a selection takes once it is compiled. */
const SELECTION_BYTES = 4_096;

/** An operation to be executed: parsed and valid. */
export interface OperationRequest {
  readonly document: DocumentNode;
  /** The text of the document. */
  readonly source: string;
  /** Undefined where the document has no operation of the name that was asked for. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly context: OperationContext;
  readonly request: {
    readonly operationName?: string | undefined;
    readonly variables?: Variables | undefined;
  };
}

type Variables = Readonly<Record<string, unknown>>;

/** An operation that has been compiled. It has passed every check that does not depend on its variables. */
export interface CompiledOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly run: CompiledQuery['query'];
  readonly selections: number;
}

/** Compiling costs more than executing once, and many operations never come again: the second time tells. */
type Plan = CompiledOperation | 'SEEN' | 'INTERPRETED';

/**
 * Executes operations: those that come again as compiled functions, all others by graphql-js. Which of the two it was
 * cannot be told from the answer, as long as results are plain data: compiled, a field without a resolver is read, and
 * neither called nor awaited.
 */
export class QueryExecutor {
  private readonly plans = new LRUCache<string, Plan>({
    max: MOST_OPERATIONS,
    maxSize: MOST_BYTES,
    sizeCalculation: (plan, key) =>
      textBytes(key) +
      SELECTION_BYTES +
      (typeof plan === 'string' ? 0 : documentBytes(plan.document) + SELECTION_BYTES * plan.selections),
  });
  /** Results that were made already, by request. */
  private readonly made = new WeakMap<object, ExecutionResult>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** How many operations are kept compiled at present. */
  get compiled(): number {
    return [...this.plans.values()].filter((plan) => typeof plan !== 'string').length;
  }

  /** The operation of this name, or the only one, of a document with this text, where it has been compiled. */
  find(source: string, operationName?: string | null): CompiledOperation | null {
    const plan = this.plans.get(keyOf(source, operationName));
    return plan === undefined || typeof plan === 'string' ? null : plan;
  }

  async execute(request: OperationRequest): Promise<ExecutionResult> {
    const made = this.made.get(request.context.req);
    if (made) return made;
    const plan = this.planOf(request);
    const { variables = {} } = request.request;
    const result = plan && (await this.run(plan, request.context, variables));
    // Variables are checked before anything runs; graphql-js finds the words for what is wrong with them.
    return result ?? this.interpret(request);
  }

  /**
   * Executes a compiled operation.
   *
   * @returns null where the variables cannot be used, before anything was carried out
   */
  async run(
    { document, run }: CompiledOperation,
    context: OperationContext,
    variables: Variables,
  ): Promise<ExecutionResult | null> {
    // A null where a default stands for what is left out: graphql-js says best what is wrong with it.
    if (Object.values(variables).includes(null)) return null;
    const { data, errors } = await run(undefined, context, variables);
    if (data === undefined) return null;
    return errors ? { data, errors: executionErrors(this.schema, document, data, errors) } : { data };
  }

  /** What {@link execute} will answer for this request, whose operation has been carried out. */
  keep(request: object, result: ExecutionResult): void {
    this.made.set(request, result);
  }

  private planOf({ document, operation, source, request }: OperationRequest): CompiledOperation | null {
    if (!operation) return null;
    const key = keyOf(source, request.operationName);
    const known = this.plans.get(key);
    const plan = known && known !== 'SEEN' ? known : this.next(known, document, operation);
    if (plan !== known) this.plans.set(key, plan);
    return typeof plan === 'string' ? null : plan;
  }

  private next(known: Plan | undefined, document: DocumentNode, operation: OperationDefinitionNode): Plan {
    if (known) return this.compile(document, operation);
    return isCompilable(document, operation) ? 'SEEN' : 'INTERPRETED';
  }

  private compile(document: DocumentNode, operation: OperationDefinitionNode): Plan {
    const compiled = compileQuery(this.schema, document, operation.name?.value);
    if (!isCompiledQuery(compiled)) return 'INTERPRETED';
    return { document, operation, run: compiled.query, selections: selectionCount(document, operation) };
  }

  private async interpret({ document, context, request }: OperationRequest): Promise<ExecutionResult> {
    return execute({
      schema: this.schema,
      document,
      contextValue: context,
      variableValues: request.variables,
      operationName: request.operationName,
    });
  }
}

function keyOf(source: string, operationName: string | null = ''): string {
  return `${operationName ?? ''}\n${source}`;
}
