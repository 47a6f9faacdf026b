import type { Request } from 'express';

/** What a resolver of a `cacheable` root field states about its result. */
export interface CacheHint {
  /** How long the result may be reused, in milliseconds; 0 forbids it. */
  readonly maxAgeMs: number;
  /** Runs each time the result is reused. */
  readonly onReuse: () => void;
}

/** The context of every operation. */
export interface OperationContext {
  readonly req: Request;
  /** The objects that the operation may return, set before execution. */
  cost: number;
  /** One hint for each `cacheable` root field that has been resolved. */
  readonly cacheHints: CacheHint[];
}
