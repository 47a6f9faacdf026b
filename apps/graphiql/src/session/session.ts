import { z } from 'zod/mini';

const query = `query WhoIsSignedIn {
  viewer {
    displayName
    imageUrl
    timezone
    connection {
      status
      reauthorizeBy
      reconnectUrl
    }
  }
}`;

const viewer = z.object({
  displayName: z.nullable(z.string()),
  imageUrl: z.nullable(z.string()),
  timezone: z.string(),
  connection: z.object({
    status: z.enum(['ACTIVE', 'EXPIRING_SOON', 'REAUTHORIZATION_REQUIRED']),
    reauthorizeBy: z.iso.datetime(),
    reconnectUrl: z.string(),
  }),
});

const responseBody = z.object({
  data: z.optional(z.nullable(z.object({ viewer: z.nullable(viewer) }))),
  errors: z.optional(
    z.array(z.object({ extensions: z.optional(z.object({ code: z.optional(z.string()) })) })),
  ),
});

export type Viewer = z.infer<typeof viewer>;

/** Who is signed in; `unknown` if the API did not respond. */
export type Session =
  | { kind: 'loading' }
  | { kind: 'signed in'; viewer: Viewer }
  | { kind: 'signed out' }
  | { kind: 'unknown' };

/** Queries who is signed in. Never throws: without a usable response, the session is `unknown`. */
export async function fetchSession(): Promise<Session> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = responseBody.parse(await response.json());
    if (data?.viewer) return { kind: 'signed in', viewer: data.viewer };
    const signedOut = errors?.some((error) => error.extensions?.code === 'UNAUTHENTICATED');
    return { kind: signedOut ? 'signed out' : 'unknown' };
  } catch {
    return { kind: 'unknown' };
  }
}
