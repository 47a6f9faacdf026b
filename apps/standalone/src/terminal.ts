import { fstatSync, writeSync } from 'node:fs';
import { readLogLine, redirectUri } from '#runtime';
import type { Mode } from './standalone.env.js';

/** The log levels that the terminal shows, and their labels. The log file has all levels. */
const LABELS: Readonly<Record<string, string>> = { warn: 'warning', error: 'error', fatal: 'error' };

export interface Welcome {
  readonly mode: Mode;
  /** The public address, without a trailing slash. */
  readonly address: string;
  readonly dataDirectory: string;
  /** The location of the embedded PostgreSQL's data if it is outside of the data directory. */
  readonly outsideLocation?: string | undefined;
}

/** The terminal of `npm start`: one line per event, and no line twice in a row. */
export class Terminal {
  private last = '';
  /** The file descriptor, if the output goes to a file. */
  private readonly file: number | undefined;

  constructor(private readonly stream: NodeJS.WritableStream & { readonly fd?: number } = process.stdout) {
    // The processes are stopped in order even after the terminal was closed.
    stream.on('error', () => undefined);
    this.file = stream.fd !== undefined && fstatSync(stream.fd).isFile() ? stream.fd : undefined;
  }

  print(text: string): void {
    if (text === this.last) return;
    this.last = text;
    if (this.file === undefined) this.stream.write(`${text}\n`);
    else appendTo(this.file, `${text}\n`);
  }
}

/**
 * Returns what the terminal shows of a line that a process wrote: warnings and errors in short, and stderr lines that
 * are not part of the log, such as a stack trace. Undefined for all other lines.
 */
export function formatOutput(line: string, stream: 'stdout' | 'stderr'): string | undefined {
  const entry = readLogLine(line);
  if (!entry) return stream === 'stderr' && line.trim() !== '' ? line : undefined;
  const label = LABELS[entry.level];
  if (label === undefined) return undefined;
  const text = [entry.msg, entry.err?.message].filter(
    (part, index, all) => part && all.indexOf(part) === index,
  );
  return `${label}: ${text.join(': ')}`;
}

/** Returns the message that is printed once everything is running. */
export function welcomeMessage({ mode, address, dataDirectory, outsideLocation }: Welcome): string {
  const headline = {
    demo: 'in demo mode. The bundled simulator stands in for Spotify.',
    real: 'with Spotify.',
  }[mode];
  const signIn = {
    demo: [
      ['Sign in', 'choose Demo Listener, who has 26 weeks of history; no account is needed'],
      ['Use Spotify', 'set SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET, and start again'],
    ],
    real: [['Redirect URI', `${redirectUri(address)}  (register exactly this in your Spotify app)`]],
  }[mode];
  const rows = [
    ['Open', address],
    ['GraphiQL', `${address}/graphiql`],
    ...signIn,
    ['Data', dataDirectory],
    ...(outsideLocation
      ? [
          [
            'Databases',
            `${outsideLocation}  (PostgreSQL's system user cannot pass through a parent of ${dataDirectory})`,
          ],
        ]
      : []),
    ['Logs', `${dataDirectory}/logs`],
    ['Stop', 'Ctrl-C'],
  ];
  const lines = rows.map(([label = '', text]) => `  ${label.padEnd(13)}${text}`);
  return ['', `Headliner is running ${headline}`, '', ...lines, ''].join('\n');
}

/** Drops the line on a full disk. Node's own file stream would never write again. */
function appendTo(file: number, text: string): void {
  try {
    writeSync(file, text);
  } catch {
    // No output is left to report it.
  }
}
