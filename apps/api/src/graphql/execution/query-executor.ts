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
import { selectionCount } from './selection-count.js';

/** Clients choose what is kept, so it is bounded; a selection takes about 4 kB once it is compiled. */
const MOST_OPERATIONS = 500;
const MOST_SELECTIONS = 5_000;

/** An operation to be executed: parsed and valid. */
export interface OperationRequest {
  readonly document: DocumentNode;
  /** Stands for the text of the document. */
  readonly queryHash: string;
  /** Undefined where the document has no operation of the name that was asked for. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly context: unknown;
  readonly request: {
    readonly operationName?: string | undefined;
    readonly variables?: Readonly<Record<string, unknown>> | undefined;
  };
}

interface Plan {
  /** Null: by graphql-js. */
  readonly run: CompiledQuery['query'] | null;
  readonly selections: number;
}
/** Compiling costs more than executing once, and many operations never come again: the second time tells. */
const SEEN: Plan = { run: null, selections: 1 };
const INTERPRETED: Plan = { run: null, selections: 1 };

/**
 * Executes operations: those that come again as compiled functions, all others by graphql-js. Which of the two it was
 * cannot be told from the answer, as long as results are plain data: compiled, a field without a resolver is read, and
 * neither called nor awaited.
 */
export class QueryExecutor {
  private readonly plans = new LRUCache<string, Plan>({
    max: MOST_OPERATIONS,
    maxSize: MOST_SELECTIONS,
    sizeCalculation: ({ selections }) => Math.max(1, selections),
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /** How many operations are kept compiled at present. */
  get compiled(): number {
    return [...this.plans.values()].filter(({ run }) => run !== null).length;
  }

  async execute(request: OperationRequest): Promise<ExecutionResult> {
    const { variables = {} } = request.request;
    const run = this.planOf(request)?.run;
    // A null where a default stands for what is left out: graphql-js says best what is wrong with it.
    if (!run || Object.values(variables).includes(null)) return this.interpret(request);
    const { data, errors } = await run(undefined, request.context, variables);
    // Variables are checked before anything runs; here as well graphql-js finds the words.
    if (data === undefined) return this.interpret(request);
    return errors ? { data, errors: executionErrors(this.schema, request.document, data, errors) } : { data };
  }

  private planOf({ document, operation, queryHash }: OperationRequest): Plan | null {
    if (!operation) return null;
    const key = `${queryHash}/${operation.name?.value ?? ''}`;
    const known = this.plans.get(key);
    if (known && known !== SEEN) return known;
    const next = known
      ? this.compile(document, operation)
      : isCompilable(document, operation)
        ? SEEN
        : INTERPRETED;
    this.plans.set(key, next);
    return next;
  }

  private compile(document: DocumentNode, operation: OperationDefinitionNode): Plan {
    const compiled = compileQuery(this.schema, document, operation.name?.value);
    if (!isCompiledQuery(compiled)) return INTERPRETED;
    return { run: compiled.query, selections: selectionCount(document, operation) };
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
