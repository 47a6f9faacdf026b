/** The connection was lost while migrations ran. The server may have finished the one in hand or undone it. */
export class MigrationInterruptedError extends Error {
  override readonly name = 'MigrationInterruptedError';
  readonly code = 'MIGRATION_INTERRUPTED';
  readonly explained = true;

  constructor(reason = 'the schema engine gave up', options?: ErrorOptions) {
    super(
      `The migrations were interrupted: ${reason}. Nothing was removed. Run them again when the database answers: ` +
        'they go on where they were.',
      options,
    );
  }
}
