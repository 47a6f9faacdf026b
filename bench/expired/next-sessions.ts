import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import type { SimulatorControl } from '../../apps/simulator/src/index.js';
import { type NextApp, signInToNextApp } from '../peers/next-app.js';
import type { Crowd } from '../worker/crowd.js';

/** The part of next-auth that reads and writes session cookies. */
interface NextAuthJwt {
  decode(options: { token: string; secret: string }): Promise<unknown>;
  encode(options: { token: object; secret: string }): Promise<string>;
}

const COOKIE = 'next-auth.session-token';
/** What a session contains after a sign-in: next-auth's own fields, and those of the app's `jwt` callback. */
const session = z.looseObject({
  sub: z.string(),
  name: z.string(),
  accessToken: z.string(),
  accessTokenExpires: z.number(),
  refreshToken: z.string(),
});

/**
 * Creates the session cookies of a crowd as next-auth does, from the session of a real sign-in, since 1,000 sign-ins through its
 * pages take minutes.
 */
export async function createNextSessions(
  app: NextApp,
  control: SimulatorControl,
  { names, grants }: Crowd,
): Promise<string[]> {
  const { decode, encode } = createRequire(join(import.meta.dirname, '../peers/nextjs/package.json'))(
    'next-auth/jwt',
  ) as NextAuthJwt;
  const { secret } = app;
  const { cookie } = await signInToNextApp(app, control);
  const token = cookie
    .split('; ')
    .find((each) => each.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
  const signedIn = session.parse(await decode({ token: token ?? '', secret }));
  return Promise.all(
    grants.map(async ({ accessToken, refreshToken, expiresInSeconds }, index) => {
      const name = names[index];
      const accessTokenExpires = Date.now() + expiresInSeconds * 1_000;
      const own = { sub: name, name, accessToken, accessTokenExpires, refreshToken };
      return `${COOKIE}=${await encode({ token: { ...signedIn, ...own }, secret })}`;
    }),
  );
}
