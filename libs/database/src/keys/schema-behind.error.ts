/** The database lacks tables or functions that this release needs. */
export class SchemaBehindError extends Error {
  override readonly name = 'SchemaBehindError';
  readonly code = 'SCHEMA_BEHIND';
  readonly explained = true;

  constructor(address: string, cause: unknown) {
    super(
      `The database ${address} is not that of this release: its migrations have not been run. Run the migration job ` +
        'first (npm run migrate). Nothing was changed.',
      { cause },
    );
  }
}
