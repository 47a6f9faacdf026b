/**
 * `npm run audit:deps`: the known vulnerabilities of what runs in production, as the package registry tells them. Ends
 * with 0 where there are none, with 1 where there are, and with 2 where the registry could not be asked: then nobody
 * knows. It is no part of `npm run check`, since what it finds does not depend on what was changed here.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { z } from 'zod';

const FOUND = 1;
const NOT_ASKED = 2;

const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      severity: z.string(),
      range: z.string(),
      via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string() })])),
    }),
  ),
});
const refusal = z.object({ message: z.string() });

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--omit=optional', '--json'], {
  cwd: resolve(import.meta.dirname, '..'),
  encoding: 'utf8',
  maxBuffer: 64 * 2 ** 20,
});
const answer = parse(stdout);
const found = report.safeParse(answer).data?.vulnerabilities;

if (!found) {
  const reason = error?.message ?? refusal.safeParse(answer).data?.message ?? 'npm gave no report';
  process.stderr.write(
    `Whether there are known vulnerabilities could not be found out: ${reason}\nThe registry that npm uses has to answer POST /-/npm/v1/security/advisories/bulk.\n`,
  );
  process.exitCode = NOT_ASKED;
} else if (Object.keys(found).length === 0) {
  process.stdout.write('No known vulnerability in what runs in production.\n');
} else {
  for (const [name, { severity, range, via }] of Object.entries(found)) {
    process.stdout.write(`${severity}: ${name} ${range}\n`);
    for (const cause of via) {
      process.stdout.write(
        typeof cause === 'string' ? `  through ${cause}\n` : `  ${cause.title}, ${cause.url}\n`,
      );
    }
  }
  process.exitCode = FOUND;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
