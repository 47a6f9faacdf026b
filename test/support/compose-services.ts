import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCommand, type RunningCommand } from './command.js';
import { composeService, imageContents } from './compose-file.js';
import { onceInRun } from './once-in-run.js';
import { copyProject } from './project-copy.js';
import { runDirectory } from './test-run.js';

/** The services of our compose file on the contents of our image, as their commands, without a container engine. */
export class ComposeServices {
  private readonly secrets = mkdtempSync(join(runDirectory(), 'secrets-'));
  private readonly image = imageContents();

  constructor(secrets: { readonly databaseUrl: string; readonly spotifyClientSecret: string }) {
    onceInRun('image', () => {
      copyProject(appDirectory(), this.image.files, /^node_modules\/@prisma\/client$/, false);
      for (const command of this.image.afterInstall)
        execFileSync('sh', ['-ec', command], { cwd: appDirectory() });
    });
    this.writeSecrets({
      'database-url': secrets.databaseUrl,
      'session-secret': randomBytes(32).toString('base64'),
      keyring: JSON.stringify({ active: 'key-1', keys: { 'key-1': randomBytes(32).toString('base64') } }),
      'spotify-client-secret': secrets.spotifyClientSecret,
    });
  }

  /** Where the packages of the image are. */
  get packages(): string {
    return join(appDirectory(), 'node_modules');
  }

  /** What the engine would do with a service: fill in variables, mount its secrets, set the image's environment. */
  start(name: string, given: Readonly<Record<string, string>>): RunningCommand {
    const { command, environment } = composeService(name);
    const filledIn = Object.entries(environment).map(([key, value]) => {
      const [, variable, rest = ''] = /^\$\{(\w+)(.*)\}$/.exec(value) ?? [];
      const text = variable ? (given[variable] ?? rest.replace(/^:-/, '')) : value;
      return [key, text.replace('/run/secrets', this.secrets)];
    });
    return startCommand(command, {
      directory: appDirectory(),
      environment: { ...this.image.environment, ...Object.fromEntries(filledIn), ...given },
    });
  }

  private writeSecrets(secrets: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(secrets)) {
      writeFileSync(join(this.secrets, name), `${text}\n`, { mode: 0o600 });
    }
  }
}

/** The image's directory of the app. All tests of a run share it; Node.js compiles its files once. */
function appDirectory(): string {
  return join(runDirectory(), 'image');
}
