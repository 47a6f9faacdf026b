import { BadHistoryError, type HistoryPosition } from '../errors/client-error.js';
import { MAX_RECORD_BYTES, parseJson, parseRecord, tooLong } from './records.js';

/** The list that records are in: the whole file, or this member of the object that the file is. */
export type RecordList = 'root' | 'scrobbles' | 'listens';

const LISTS: readonly RecordList[] = ['scrobbles', 'listens'];

const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Where the scanner is, outside of records, keys and values that it skips. */
type Place =
  | 'start'
  | 'before first record'
  | 'before record'
  | 'after record'
  | 'before first key'
  | 'before key'
  | 'after key'
  | 'before value'
  | 'in number or word'
  | 'after value'
  | 'end';

/**
 * Finds the records of a JSON file: the objects of a list. It scans for quotes and brackets, and leaves the rest to
 * `JSON.parse`, one record at a time. It holds at most one record.
 */
export class JsonRecords {
  /** Number of the newest record, from 1. */
  record = 0;
  list: RecordList | null = null;
  private place: Place = 'start';
  /** What the scanner is inside of; its brackets and quotes. */
  private inside: 'record' | 'key' | 'skipped' | null = null;
  private nesting = 0;
  private inText = false;
  private escaped = false;
  private key = '';
  /** The start of a record or key whose end has not arrived. */
  private partial: Buffer[] = [];
  private partialBytes = 0;

  constructor(private readonly file: string | null) {}

  get position(): HistoryPosition {
    return this.record === 0 ? { file: this.file } : { file: this.file, record: this.record };
  }

  /**
   * Yields the records that end in a chunk.
   *
   * @throws {BadHistoryError} it is not JSON, or a record is too long or not an object
   */
  *read(chunk: Buffer): Generator<object> {
    for (let at = 0; at < chunk.length;) {
      if (this.inside === null) {
        const byte = chunk[at] ?? 0;
        if (isSpace(byte) || this.pass(byte)) at += 1;
        continue;
      }
      const end = this.findEnd(chunk, at);
      if (this.inside !== 'skipped') this.hold(chunk.subarray(at, end));
      at = end;
      if (this.nesting > 0 || this.inText) return;
      const record = this.leave();
      if (record) yield record;
    }
  }

  /** @throws {BadHistoryError} the file ends too early, or has no list of plays */
  end(): void {
    if (this.place !== 'end') throw this.failure('the file ends too early');
    if (this.list === null) throw this.failure('it holds no list of plays');
  }

  /** Passes a byte between values. Returns false if the byte begins one. */
  private pass(byte: number): boolean {
    switch (this.place) {
      case 'start':
        if (byte === OPEN_LIST) return this.enterList('root');
        if (byte !== OPEN_OBJECT) throw this.failure('it is not a JSON list or object');
        return this.move('before first key');
      case 'before first record':
      case 'before record':
        if (byte === CLOSE_LIST && this.place === 'before first record') return this.leaveList();
        this.record += 1;
        if (byte !== OPEN_OBJECT) throw this.failure('it is not a JSON object');
        return this.enter('record');
      case 'after record':
        if (byte === COMMA) return this.move('before record');
        if (byte === CLOSE_LIST) return this.leaveList();
        break;
      case 'before first key':
      case 'before key':
        if (byte === CLOSE_OBJECT && this.place === 'before first key') return this.move('end');
        if (byte === QUOTE) return this.enter('key');
        break;
      case 'after key':
        if (byte === COLON) return this.move('before value');
        break;
      case 'before value': {
        const list = LISTS.find((name) => name === this.key);
        if (list && this.list === null && byte === OPEN_LIST) return this.enterList(list);
        if (byte === OPEN_LIST || byte === OPEN_OBJECT || byte === QUOTE) return this.enter('skipped');
        return this.move('in number or word');
      }
      case 'in number or word':
      case 'after value':
        if (byte === COMMA) return this.move('before key');
        if (byte === CLOSE_OBJECT) return this.move('end');
        if (this.place === 'in number or word') return true;
        break;
      case 'end':
    }
    throw this.failure('it is not JSON');
  }

  private move(place: Place): true {
    this.place = place;
    return true;
  }

  private enterList(list: RecordList): true {
    this.list = list;
    return this.move('before first record');
  }

  private leaveList(): true {
    return this.move(this.list === 'root' ? 'end' : 'after value');
  }

  private enter(inside: 'record' | 'key' | 'skipped'): false {
    this.inside = inside;
    return false;
  }

  /** Returns where the value that the scanner is inside of ends in a chunk. */
  private findEnd(chunk: Buffer, from: number): number {
    let { nesting, inText, escaped } = this;
    let at = from;
    do {
      const byte = chunk[at++];
      if (escaped) escaped = false;
      else if (byte === QUOTE) inText = !inText;
      else if (inText) escaped = byte === BACKSLASH;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) nesting += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) nesting -= 1;
    } while (at < chunk.length && (inText || nesting > 0));
    this.nesting = nesting;
    this.inText = inText;
    this.escaped = escaped;
    return at;
  }

  private hold(bytes: Buffer): void {
    this.partialBytes += bytes.length;
    if (this.partialBytes > MAX_RECORD_BYTES) throw tooLong(this.position);
    this.partial.push(bytes);
  }

  /** Leaves a value at its end, and returns it if it is a record. */
  private leave(): object | null {
    const bytes = this.partial.length === 1 ? this.partial[0] : Buffer.concat(this.partial);
    const { inside } = this;
    this.partial = [];
    this.partialBytes = 0;
    this.inside = null;
    this.place = inside === 'record' ? 'after record' : inside === 'key' ? 'after key' : 'after value';
    if (inside === 'skipped' || !bytes) return null;
    if (inside === 'record') return parseRecord(bytes, this.position);
    this.key = String(parseJson(bytes, this.position));
    return null;
  }

  private failure(reason: string): BadHistoryError {
    return new BadHistoryError(this.position, reason);
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
