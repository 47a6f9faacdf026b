import { describe, expect, it } from '@jest/globals';
import { childEnvironment } from './child.env.js';

describe('the environment of a process that npm start starts', () => {
  it('leaves out the other form of each settled setting', () => {
    const own = { DATABASE_URL_FILE: '/a', SESSION_SECRET: 'b', METRICS_TOKEN_FILE: '/c' };
    const environment = childEnvironment({ DATABASE_URL: 'd', SESSION_SECRET_FILE: '/e' }, own);
    expect(environment).toMatchObject({
      DATABASE_URL: 'd',
      SESSION_SECRET_FILE: '/e',
      METRICS_TOKEN_FILE: '/c',
    });
    expect(environment).not.toHaveProperty('DATABASE_URL_FILE');
    expect(environment).not.toHaveProperty('SESSION_SECRET');
  });

  it.each([
    [{ NO_PROXY: 'a.example' }, 'a.example,127.0.0.1,::1'],
    [{ NO_PROXY: 'a.example', no_proxy: 'b.example' }, 'b.example,127.0.0.1,::1'],
    [{}, '127.0.0.1,::1'],
  ])('has loopback asked without a proxy, given %j', (own, hosts) => {
    expect(childEnvironment({}, own)).toMatchObject({ NO_PROXY: hosts, no_proxy: hosts });
  });
});
