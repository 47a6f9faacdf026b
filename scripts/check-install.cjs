// Reports why this checkout cannot build or start, and the command that repairs it. It must run on any Node.js from 12 on,
// because the packaged Node.js may be missing: no packages, no `node:`, no `?.` here.
'use strict';

const { spawnSync } = require('child_process');
const { existsSync } = require('fs');
const { delimiter, join, resolve } = require('path');

const root = resolve(__dirname, '..');
// Also installs what NODE_ENV or npm's configuration would omit.
const REPAIR = 'npm ci --include=dev --include=optional --ignore-scripts=false';

const problem = packagesProblem() || nodeProblem();
if (problem) {
  process.stderr.write(`\nHeadliner is not installed completely: ${problem}.\nRun: ${REPAIR}\n\n`);
  process.exitCode = 1;
}

function packagesProblem() {
  if (!existsSync(join(root, 'node_modules'))) return 'its packages are missing';
  // npm writes this file last.
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return 'npm was interrupted, or another program installed the packages';
  const installed = require(record).packages;
  const packages = Object.entries(require(join(root, 'package-lock.json')).packages).filter(([path]) => path);
  const isInstalled = ([path, { version }]) =>
    path in installed && installed[path].version === version && existsSync(join(root, path, 'package.json'));
  const missing = packages.filter((one) => !one[1].optional && !isInstalled(one));
  if (missing.length > 0) {
    const why = missing.every(([, { dev, devOptional }]) => dev || devOptional)
      ? 'development packages are missing, which NODE_ENV=production and --omit=dev leave out'
      : 'packages are missing, or their versions differ from package-lock.json';
    return `${why} (${listNames(missing)})`;
  }
  // Optional packages differ by machine.
  const forMachine = packages.filter(
    ([, { os, cpu }]) => fits(os, process.platform) && fits(cpu, process.arch),
  );
  if (forMachine.length === 0 || forMachine.some(isInstalled)) return undefined;
  const machine = `${process.platform}-${process.arch}`;
  return `the packages for ${machine} are missing; npm was told to omit them, or node_modules comes from another machine`;
}

function nodeProblem() {
  const wanted = require(join(root, 'package.json')).devDependencies.node;
  const path = join(root, 'node_modules', '.bin') + delimiter + process.env.PATH;
  const { stdout, error } = spawnSync('node', ['--version'], {
    encoding: 'utf8',
    env: Object.assign({}, process.env, { PATH: path }),
  });
  const version = /^v(\d+)\.\S+/.exec(stdout || '');
  if (version && Number(version[1]) >= Number.parseInt(wanted)) return undefined;
  if (existsSync(join(root, 'node_modules', '.bin', 'node'))) {
    return `Node.js ${wanted} of the package "node" does not run here${error ? ` (${error.code})` : ''}`;
  }
  const current = version ? `, and this machine has ${version[0]}` : '';
  return `the install script of the package "node" has not run; it brings Node.js ${wanted}${current}`;
}

function fits(list, value) {
  return list !== undefined && list.includes(value);
}

function listNames(missing) {
  const names = missing.slice(0, 3).map(([path]) => path.replace(/^node_modules\//, ''));
  return names.join(', ') + (missing.length > 3 ? ` and ${missing.length - 3} more` : '');
}
