/**
 * `npm run audit:deps`: lists known vulnerabilities of production dependencies. Exits with 0 if there are none, 1 if there
 * are some, 2 if the registry did not answer. `npm run check` leaves it out: its result does not depend on the checkout.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { z } from 'zod';

const VULNERABLE = 1;
const REGISTRY_FAILED = 2;

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
const failure = z.object({ message: z.string() });

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--omit=optional', '--json'], {
  cwd: resolve(import.meta.dirname, '..'),
  encoding: 'utf8',
  maxBuffer: 64 * 2 ** 20,
});
const output = parse(stdout);
const vulnerabilities = report.safeParse(output).data?.vulnerabilities;

if (!vulnerabilities) {
  const reason = error?.message ?? failure.safeParse(output).data?.message ?? 'npm printed no report';
  process.stderr.write(
    `The audit failed: ${reason}\nUse a registry that answers POST /-/npm/v1/security/advisories/bulk.\n`,
  );
  process.exitCode = REGISTRY_FAILED;
} else if (Object.keys(vulnerabilities).length === 0) {
  process.stdout.write('Production dependencies have no known vulnerabilities.\n');
} else {
  for (const [name, { severity, range, via }] of Object.entries(vulnerabilities)) {
    process.stdout.write(`${severity}: ${name} ${range}\n`);
    for (const cause of via) {
      process.stdout.write(
        typeof cause === 'string' ? `  through ${cause}\n` : `  ${cause.title}, ${cause.url}\n`,
      );
    }
  }
  process.exitCode = VULNERABLE;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
