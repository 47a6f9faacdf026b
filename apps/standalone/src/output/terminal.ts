import { fstatSync, writeSync } from 'node:fs';

/** The terminal of `npm start`: calm, one line per thing that happened, and no line twice in a row. */
export class Terminal {
  private last = '';
  /** The open file, where the output goes to one. */
  private readonly file: number | undefined;

  constructor(private readonly stream: NodeJS.WritableStream & { readonly fd?: number } = process.stdout) {
    // A terminal that was closed must not take the processes with it before they are stopped in order.
    stream.on('error', () => undefined);
    this.file = stream.fd !== undefined && fstatSync(stream.fd).isFile() ? stream.fd : undefined;
  }

  say(text: string): void {
    if (text === this.last) return;
    this.last = text;
    if (this.file === undefined) this.stream.write(`${text}\n`);
    else appendTo(this.file, `${text}\n`);
  }
}

/** After a full disk Node never writes to a file's stream again; here a line is dropped, and the next one may find room. */
function appendTo(file: number, text: string): void {
  try {
    writeSync(file, text);
  } catch {
    // There is nowhere left to report it.
  }
}
