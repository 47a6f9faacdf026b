import { describe, expect, it } from '@jest/globals';
import { EnvironmentError } from '../errors.js';
import { listenAt } from './run-process.js';

const address = { port: 80, host: '127.0.0.1', portSetting: 'PORT', hostSetting: 'HOST' };

function refused(code: string): Promise<void> {
  const error = Object.assign(new Error(`listen ${code}: 127.0.0.1:80`), { code });
  return listenAt(address, () => Promise.reject(error));
}

describe('listenAt', () => {
  it.each([
    ['EADDRINUSE', 'PORT: a free port; 80 on 127.0.0.1 is in use'],
    ['EACCES', 'PORT: a port that this user may open; 80 on 127.0.0.1 is not one'],
    ['EADDRNOTAVAIL', 'HOST: an address of this machine; 127.0.0.1 is not one'],
    ['ENOTFOUND', 'HOST: an address of this machine; 127.0.0.1 cannot be resolved'],
  ])('names the setting to change for %s', async (code, message) => {
    await expect(refused(code)).rejects.toThrow(new EnvironmentError([splitMessage(message)]));
  });

  it('rethrows other failures', async () => {
    await expect(refused('EMFILE')).rejects.toThrow('listen EMFILE');
    await expect(refused('EMFILE')).rejects.not.toBeInstanceOf(EnvironmentError);
  });
});

function splitMessage(message: string): { name: string; expected: string } {
  const [name = '', expected = ''] = message.split(/: (.*)/s);
  return { name, expected };
}
