import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startCommand } from '../support/command.js';
import { runDirectory } from '../support/test-run.js';

const REPAIR = 'Run: npm ci --include=dev --include=optional --ignore-scripts=false';

/** A checkout whose packages are links, so that any of them can be taken away, and put back by {@link repair}. */
class Checkout {
  readonly directory = mkdtempSync(join(runDirectory(), 'checkout-'));
  private readonly tools = join(this.directory, 'tools');
  private readonly removed: string[] = [];

  constructor() {
    for (const file of ['package.json', 'package-lock.json', '.npmrc', 'scripts']) {
      cpSync(resolve(file), this.path(file), { recursive: true });
    }
    mkdirSync(this.path('node_modules'));
    for (const name of readdirSync('node_modules')) this.link(join('node_modules', name));
    mkdirSync(this.tools);
    this.machineHas(24);
  }

  path(...names: string[]): string {
    return join(this.directory, ...names);
  }

  /** Removes a package or `.bin/<tool>`. */
  remove(name: string): void {
    const [directory = '', inside] = name.split('/');
    if (inside !== undefined) this.open(directory);
    rmSync(this.path('node_modules', name));
    this.removed.push(name);
  }

  /** Removes `node_modules`. */
  removeAll(): void {
    renameSync(this.path('node_modules'), this.path('removed'));
  }

  /** Puts back what was removed. A new checkout would take 0.5 s of CPU for its links. */
  repair(): void {
    if (existsSync(this.path('removed'))) renameSync(this.path('removed'), this.path('node_modules'));
    for (const name of this.removed.splice(0)) {
      rmSync(this.path('node_modules', name), { force: true });
      this.link(join('node_modules', name));
    }
    this.machineHas(24);
  }

  /** Replaces the link to a directory by a directory of links: nothing is ever removed through a link. */
  private open(name: string): void {
    const directory = join('node_modules', name);
    if (!lstatSync(this.path(directory)).isSymbolicLink()) return;
    rmSync(this.path(directory));
    mkdirSync(this.path(directory));
    for (const inside of readdirSync(directory)) this.link(join(directory, inside));
  }

  /** The machine's own Node.js, ahead of which comes that of the packages where it is installed. */
  machineHas(major: number): void {
    const file = join(this.tools, 'node');
    writeFileSync(
      file,
      `#!/bin/sh\nif [ "$1" = --version ]; then echo v${major}.9.9; else exec '${process.execPath}' "$@"; fi\n`,
    );
    chmodSync(file, 0o755);
  }

  async run(...command: [string, ...string[]]): Promise<{ code: number | null; logs: string }> {
    const machine = (process.env['PATH'] ?? '').split(delimiter).filter((path) => !/node_modules/.test(path));
    const running = startCommand(command, {
      directory: this.directory,
      environment: { HOME: this.directory, PATH: [this.tools, ...machine].join(delimiter) },
    });
    const { code } = await running.ended;
    return { code, logs: running.logs };
  }

  private link(path: string): void {
    symlinkSync(resolve(path), this.path(path));
  }
}

const manifest = z.object({ scripts: z.record(z.string(), z.string()) });
const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({ os: z.array(z.string()).optional(), cpu: z.array(z.string()).optional() }),
  ),
});

describe('an installation', () => {
  const checkout = new Checkout();
  afterEach(() => checkout.repair());

  /** Why npm start refuses. */
  async function refusal(): Promise<string> {
    const { code, logs } = await checkout.run('npm', 'start');
    expect(code).toBe(1);
    expect(logs).toContain(REPAIR);
    expect(logs).not.toMatch(/^ +at |Error:/m);
    return /not installed completely: (.*)\.$/m.exec(logs)?.[1] ?? '';
  }

  it('is accepted when it is whole', async () => {
    expect(await checkout.run('node', 'scripts/check-install.cjs')).toEqual({ code: 0, logs: '' });
  });

  it('without node_modules is refused', async () => {
    checkout.removeAll();
    expect(await refusal()).toBe('its packages are missing');
  });

  it('that npm did not finish is refused', async () => {
    checkout.remove('.package-lock.json');
    expect(await refusal()).toContain('npm was interrupted');
  });

  it('that lacks development packages is refused with the reason', async () => {
    for (const name of ['typescript', 'vite', '@nestjs/cli']) checkout.remove(name);
    expect(await refusal()).toMatch(/^development packages are missing, which NODE_ENV=production .* \(/);
  });

  it('that lacks a package of a newer release is refused by its name', async () => {
    checkout.remove('pg-boss');
    expect(await refusal()).toBe(
      'packages are missing, or their versions differ from package-lock.json (pg-boss)',
    );
  });

  it('that has another version of a package is refused by its name', async () => {
    const record = readFileSync('node_modules/.package-lock.json', 'utf8');
    checkout.remove('.package-lock.json');
    writeFileSync(
      checkout.path('node_modules', '.package-lock.json'),
      record.replace(/(?<="node_modules\/pg-boss": \{\s+"version": )"[^"]+"/, '"0.0.1"'),
    );
    expect(await refusal()).toMatch(/versions differ from package-lock.json \(pg-boss\)$/);
  });

  it('for another machine is refused', async () => {
    const { packages } = lockfile.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
    for (const [path, { os, cpu }] of Object.entries(packages)) {
      const isOwn = os?.includes(process.platform) && cpu?.includes(process.arch);
      if (isOwn && existsSync(path)) checkout.remove(path.replace('node_modules/', ''));
    }
    expect(await refusal()).toContain(`packages for ${process.platform}-${process.arch} are missing`);
  });

  describe('without the Node.js that the packages bring', () => {
    beforeEach(() => {
      checkout.remove('.bin/node');
    });

    it('is refused where the Node.js of the machine is too old', async () => {
      checkout.machineHas(20);
      expect(await refusal()).toMatch(
        /^the install script of the package "node" has not run; it brings Node.js 24\S+, and this machine has v20.9.9$/,
      );
    });

    it('is accepted where the Node.js of the machine will do', async () => {
      expect(await checkout.run('node', 'scripts/check-install.cjs')).toEqual({ code: 0, logs: '' });
    });

    it('is refused when that one is for another processor', async () => {
      const file = checkout.path('node_modules', '.bin', 'node');
      writeFileSync(file, Buffer.from('7f454c4602010100', 'hex'), { mode: 0o755 });
      expect(await refusal()).toMatch(/^Node.js 24\S+ of the package "node" does not run here/);
    });
  });

  it.each(['start', 'dev', 'build', 'test', 'check', 'migrate', 'reencrypt'])(
    'is verified first by npm run %s',
    (script) => {
      const { scripts } = manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
      expect(scripts[script]).toMatch(/^"\$\{npm_node_execpath:-node\}" scripts\/check-install\.cjs && /);
    },
  );
});
