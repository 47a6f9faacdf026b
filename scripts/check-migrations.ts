/**
 * Fails when the migrations cannot be applied, as where one is no single transaction, or do not lead to
 * prisma/schema.prisma: `npm run check:migrations`.
 */
import { projectDrift } from './schema-drift.js';

try {
  const sql = await projectDrift();
  if (sql !== undefined) {
    fail(
      `prisma/schema.prisma has changed and no migration leads there: npm run migration:new -- <name>. It lacks:\n${sql}`,
    );
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
