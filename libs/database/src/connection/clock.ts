import { z } from 'zod';
import type { Prisma } from '../generated/client.js';

const clock = z.tuple([z.object({ now: z.date() })]);

/** Reads PostgreSQL's clock, which decides about every time that is stored. Precise to the millisecond. */
export async function readClock(client: Pick<Prisma.TransactionClient, '$queryRaw'>): Promise<Date> {
  const [{ now }] = clock.parse(await client.$queryRaw`SELECT clock_now() AS now`);
  return now;
}
