import type { Request } from 'express';

/** The context of every operation. */
export interface OperationContext {
  readonly req: Request;
}
