import { EnvironmentError } from '../environment/environment.error.js';

/** Where a process listens, and the settings that say so. */
export interface ListeningPlace {
  readonly port: number;
  readonly host: string;
  readonly portSetting: string;
  /** Of a place that cannot be moved to another interface there is none. */
  readonly hostSetting?: string;
}

/**
 * Listens, and names the setting to change where that is refused.
 *
 * @throws {EnvironmentError}
 */
export async function listenAt(place: ListeningPlace, listen: () => Promise<unknown>): Promise<void> {
  try {
    await listen();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const problem = listeningProblem(code, place);
    if (!problem) throw error;
    throw new EnvironmentError([problem]);
  }
}

/** The setting at fault when listening failed with this code of Node; undefined when none is known to be. */
export function listeningProblem(
  code: string,
  { port, host, portSetting, hostSetting = portSetting }: ListeningPlace,
): EnvironmentError['problems'][number] | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return { name: portSetting, expected: `a port that is free; ${port} on ${host} is taken already` };
    case 'EACCES':
      return {
        name: portSetting,
        expected: `a port that is free; ${port} on ${host} needs more rights than this user has`,
      };
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return { name: hostSetting, expected: `an address of this machine; ${host} is not one` };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { name: hostSetting, expected: `an address of this machine; ${host} cannot be resolved` };
    default:
      return undefined;
  }
}
