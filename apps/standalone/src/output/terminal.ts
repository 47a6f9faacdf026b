/** The terminal of `npm start`: calm, one line per thing that happened, and no line twice in a row. */
export class Terminal {
  private last = '';

  constructor(private readonly stream: NodeJS.WritableStream = process.stdout) {
    // A terminal that was closed must not take the processes with it before they are stopped in order.
    stream.on('error', () => undefined);
  }

  say(text: string): void {
    if (text === this.last) return;
    this.last = text;
    this.stream.write(`${text}\n`);
  }
}
