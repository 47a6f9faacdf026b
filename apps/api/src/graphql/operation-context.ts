import type { Request } from 'express';

/** A hint from the resolver of a `cacheable` root field about its result. */
export interface CacheHint {
  /** How long the result may be reused, in milliseconds; 0 forbids it. */
  readonly maxAgeMs: number;
  /** Runs each time the result is reused. */
  readonly onReuse: () => void;
}

/** The context of every operation. */
export interface OperationContext {
  readonly req: Request;
  /** The objects below the root that the operation may return. Set before execution. */
  cost: number;
  /** One hint per resolved `cacheable` root field. */
  readonly cacheHints: CacheHint[];
}
