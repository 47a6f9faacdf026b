/** `npm run check:migrations`: fails if the migrations cannot be applied or do not lead to prisma/schema.prisma. */
import { projectDrift } from './schema-drift.js';

try {
  const sql = await projectDrift();
  if (sql !== undefined) {
    fail(
      `prisma/schema.prisma has changed without a migration. Run npm run migration:new -- <name>; it will contain:\n${sql}`,
    );
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
