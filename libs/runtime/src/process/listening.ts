import { EnvironmentError } from '../errors.js';

/** An address to listen on, and the settings that configure it. */
export interface ListenAddress {
  readonly port: number;
  readonly host: string;
  readonly portSetting: string;
  /** Undefined if the host is not configurable. */
  readonly hostSetting?: string;
}

/**
 * Calls `listen` and turns known failures into an error that names the setting to change.
 *
 * @throws {EnvironmentError}
 */
export async function listenAt(address: ListenAddress, listen: () => Promise<unknown>): Promise<void> {
  try {
    await listen();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const problem = listeningProblem(code, address);
    if (!problem) throw error;
    throw new EnvironmentError([problem]);
  }
}

/** Maps a Node.js error code from `listen` to the setting to change; undefined for other codes. */
export function listeningProblem(
  code: string,
  { port, host, portSetting, hostSetting = portSetting }: ListenAddress,
): EnvironmentError['problems'][number] | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return { name: portSetting, expected: `a free port; ${port} on ${host} is in use` };
    case 'EACCES':
      return {
        name: portSetting,
        expected: `a port that this user may open; ${port} on ${host} is not one`,
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
