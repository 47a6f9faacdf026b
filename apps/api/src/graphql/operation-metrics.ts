import type { OperationDefinitionNode } from 'graphql';

/** What is told about operations that Apollo does not see, for whoever counts it. */
export abstract class OperationMetrics {
  /**
   * An operation of a program has been answered the short way, without an error.
   *
   * @param ofListener whoever sent it is known
   */
  abstract answeredDirectly(operation: OperationDefinitionNode, ofListener: boolean, seconds: number): void;
}
