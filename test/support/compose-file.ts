import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface ComposeService {
  readonly command: readonly [string, ...string[]];
  /** As written: `${NAME...}` is not filled in. */
  readonly environment: Readonly<Record<string, string>>;
}

const commandLine = z.tuple([z.string()], z.string());

/**
 * A service of our docker-compose.yml: its command and environment. It reads the file as we write it, each command on
 * one line and each variable on another, and fails where it finds something else.
 */
export function composeService(name: string): ComposeService {
  const services = /^services:\n(.*?)^\S/ms.exec(readFileSync('docker-compose.yml', 'utf8'))?.[1] ?? '';
  const service = new RegExp(`^  ${name}:\\n((?:(?: {4}.*)?\\n)+)`, 'm').exec(services)?.[1] ?? '';
  const command = /^ {4}command: (\[.*\])$/m.exec(service)?.[1];
  const environment = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(service)?.[1];
  if (!command || !environment) throw new Error(`docker-compose.yml has no service "${name}" as expected.`);
  const pairs = environment.matchAll(/^ {6}(\w+): (.+)$/gm);
  return {
    command: commandLine.parse(JSON.parse(command.replaceAll("'", '"'))),
    environment: Object.fromEntries([...pairs].map(([, key = '', value = '']) => [key, value])),
  };
}

export interface ImageContents {
  /** What each stage is made from: an image, or another stage. */
  readonly bases: readonly string[];
  /** How the packages of the image are installed, and what is run on them afterwards. */
  readonly install: string;
  readonly afterInstall: readonly string[];
  /** The files that the last stage takes from the others. */
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What our Dockerfile puts into the image, as far as tests follow it. */
export function imageContents(): ImageContents {
  const stages = readFileSync('Dockerfile', 'utf8')
    .split(/^FROM /m)
    .slice(1);
  const packages = stages.find((stage) => /^\S+ AS packages$/m.test(stage)) ?? '';
  const last = stages.at(-1) ?? '';
  const all = (text: string, pattern: RegExp): RegExpExecArray[] => [...text.matchAll(pattern)];
  const [install = '', ...afterInstall] = all(packages, /^RUN (.+)$/gm).map(([, command = '']) => command);
  return {
    bases: stages.map((stage) => /^\S+/.exec(stage)?.[0] ?? ''),
    install,
    afterInstall,
    files: all(last, /^COPY --from=\w+ \/app\/(\S+) \1$/gm).map(([, file = '']) => file),
    environment: Object.fromEntries(
      all(last, /^ENV (\w+)="?([^"\n]+)"?$/gm).map(([, key = '', value = '']) => [key, value]),
    ),
  };
}
