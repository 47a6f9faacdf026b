import { describe, expect, it } from '@jest/globals';
import { EnvironmentError } from '../errors.js';
import { listenAt } from './listening.js';

const place = { port: 80, host: '127.0.0.1', portSetting: 'PORT', hostSetting: 'HOST' };

function refused(code: string): Promise<void> {
  const error = Object.assign(new Error(`listen ${code}: 127.0.0.1:80`), { code });
  return listenAt(place, () => Promise.reject(error));
}

describe('listenAt', () => {
  it.each([
    ['EADDRINUSE', 'PORT: a port that is free; 80 on 127.0.0.1 is taken already'],
    ['EACCES', 'PORT: a port that is free; 80 on 127.0.0.1 needs more rights than this user has'],
    ['EADDRNOTAVAIL', 'HOST: an address of this machine; 127.0.0.1 is not one'],
    ['ENOTFOUND', 'HOST: an address of this machine; 127.0.0.1 cannot be resolved'],
  ])('names the setting to change for %s', async (code, message) => {
    await expect(refused(code)).rejects.toThrow(new EnvironmentError([splitMessage(message)]));
  });

  it('passes on a failure that nobody foresaw', async () => {
    await expect(refused('EMFILE')).rejects.toThrow('listen EMFILE');
    await expect(refused('EMFILE')).rejects.not.toBeInstanceOf(EnvironmentError);
  });
});

function splitMessage(message: string): { name: string; expected: string } {
  const [name = '', expected = ''] = message.split(/: (.*)/s);
  return { name, expected };
}
