import { redirectUri } from '#runtime';
import type { Mode } from '../settings/mode.js';

export interface Welcome {
  readonly mode: Mode;
  /** The address people use, without a trailing slash. */
  readonly address: string;
  readonly dataDirectory: string;
  /** Where the embedded PostgreSQL keeps its data, when that is not in the data directory. */
  readonly databasesElsewhere?: string | undefined;
}

/** What a newcomer needs to know once all is up. */
export function welcome({ mode, address, dataDirectory, databasesElsewhere }: Welcome): string {
  const what = {
    demo: 'in demo mode: the bundled simulator stands in for Spotify',
    real: 'with Spotify',
  }[mode];
  const howToSignIn = {
    demo: [
      [
        'Sign in',
        'connect with Spotify and choose Demo Listener, who has 26 weeks of history; no account is needed',
      ],
      ['Go real', 'set SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET, and start again'],
    ],
    real: [['Redirect URI', `${redirectUri(address)}  (register exactly this in your Spotify app)`]],
  }[mode];
  const rows = [
    ['Open', address],
    ['GraphiQL', `${address}/graphiql`],
    ...howToSignIn,
    ['Data', dataDirectory],
    ...(databasesElsewhere
      ? [
          [
            'Databases',
            `${databasesElsewhere}  (its system user cannot pass through a parent of ${dataDirectory})`,
          ],
        ]
      : []),
    ['Logs', `${dataDirectory}/logs`],
    ['Stop', 'Ctrl-C'],
  ];
  const lines = rows.map(([label = '', text]) => `  ${label.padEnd(13)}${text}`);
  return ['', `Headliner is running ${what}.`, '', ...lines, ''].join('\n');
}
