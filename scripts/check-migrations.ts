/** Fails when prisma/schema.prisma is not what the migrations lead to: `npm run check:migrations`. */
import { schemaDrift } from '../libs/database/src/migrations/index.js';
import { withPostgres } from './with-postgres.js';

const sql = await withPostgres((databaseUrl) => schemaDrift({ databaseUrl }));
if (sql !== undefined) {
  process.stderr.write(
    `prisma/schema.prisma has changed and no migration leads there: npm run migration:new -- <name>. It lacks:\n${sql}`,
  );
  process.exitCode = 1;
}
