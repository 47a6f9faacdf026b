/** What is told about histories as they are needed, for whoever counts it. */
export abstract class HistoryMetrics {
  /** A history was needed, and was there: `KEPT` in memory, or `READ` from PostgreSQL. */
  abstract needed(found: 'KEPT' | 'READ'): void;
}
