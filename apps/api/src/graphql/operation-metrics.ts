import type { OperationDefinitionNode } from 'graphql';

/** What is told about operations as they are answered, for whoever counts it. */
export abstract class OperationMetrics {
  /**
   * A listener's operation has been answered.
   *
   * @param outcome `OK`, or the code of the first error
   */
  abstract answered(operation: OperationDefinitionNode, outcome: string, seconds: number): void;
}
