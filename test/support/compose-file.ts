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

/** The files that the last stage of our Dockerfile takes from the build, and what it sets. */
export function imageContents(): { readonly files: string[]; readonly environment: Record<string, string> } {
  const last =
    readFileSync('Dockerfile', 'utf8')
      .split(/^FROM /m)
      .at(-1) ?? '';
  const all = (pattern: RegExp): RegExpExecArray[] => [...last.matchAll(pattern)];
  return {
    files: all(/^COPY --from=build \/app\/(\S+) \1$/gm).map(([, file = '']) => file),
    environment: Object.fromEntries(
      all(/^ENV (\w+)="?([^"\n]+)"?$/gm).map(([, key = '', value = '']) => [key, value]),
    ),
  };
}
