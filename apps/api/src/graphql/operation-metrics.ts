/** Counts operations that Apollo does not see. */
export abstract class OperationMetrics {
  /** Counts a response from the response cache, which is always a listener's. */
  abstract servedFromCache(operationName: string | null, seconds: number): void;
}
