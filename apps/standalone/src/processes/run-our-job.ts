import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ExplainedError } from '#runtime';
import { LogFile } from '../output/log-file.js';

export interface OurJob {
  /** What could not be done, should it fail: the beginning of a sentence. */
  readonly failure: string;
  /** The built file that it runs. */
  readonly main: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  readonly say: (text: string) => void;
}

/**
 * Runs one of our jobs to its end. When we are stopped meanwhile, it is asked to end too, and finishes what it began.
 *
 * @throws {ExplainedError} with all it wrote, when it fails.
 */
export async function runOurJob(job: OurJob, stopping: AbortSignal): Promise<void> {
  stopping.throwIfAborted();
  const child = spawn(process.execPath, [job.main], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: job.environment,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const stop = (): void => void child.kill('SIGTERM');
  stopping.addEventListener('abort', stop, { once: true });
  const [code, signal] = await once(child, 'close');
  stopping.removeEventListener('abort', stop);
  const log = new LogFile(job.logFile, job.say);
  log.write(output.trimEnd());
  log.close();
  stopping.throwIfAborted();
  if (code !== 0) throw new ExplainedError(`${job.failure} (${signal ?? `exit code ${code}`}):\n${output}`);
}
