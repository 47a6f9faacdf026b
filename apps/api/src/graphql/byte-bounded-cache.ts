import { hash } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Bytes per entry in addition to its value: key and bookkeeping. */
const ENTRY_BYTES = 500;
/** Bytes per token with its part of the syntax tree: 90 for a comment, 130 to 250 for all others. */
const TOKEN_BYTES = 250;

/** A cache for Apollo, bounded by the real memory of its values. Apollo's own does not count a document's text. */
export class ByteBoundedCache<Value extends NonNullable<unknown>> {
  private readonly entries: LRUCache<string, Value>;

  /**
   * @param maxBytes a larger value is not stored
   * @param keyOf maps Apollo's key to the key used here
   */
  constructor(
    maxBytes: number,
    bytesOf: (value: Value) => number,
    private readonly keyOf: (key: string) => string = (key) => key,
  ) {
    this.entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (value) => ENTRY_BYTES + bytesOf(value),
    });
  }

  has(key: string): boolean {
    return this.entries.has(this.keyOf(key));
  }

  get(key: string): Promise<Value | undefined> {
    return Promise.resolve(this.entries.get(this.keyOf(key)));
  }

  set(key: string, value: Value): Promise<void> {
    this.entries.set(this.keyOf(key), value);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.entries.delete(this.keyOf(key)));
  }
}

/** Memory for valid documents, in bytes: more than a thousand of 60 tokens. */
const MAX_DOCUMENT_BYTES = 16 * 2 ** 20;

/** Apollo's store of valid documents. Its keys end with the SHA-256 of the query. */
export class DocumentStore extends ByteBoundedCache<DocumentNode> {
  constructor() {
    super(MAX_DOCUMENT_BYTES, documentBytes, (key) => key.slice(-64));
  }

  holds(query: string): boolean {
    return this.has(hash('sha256', query));
  }
}

/** Memory of a string in bytes: two per character, as for any string with a character beyond Latin-1. */
export function textBytes(text: string): number {
  return 2 * text.length;
}

/** Memory of a parsed document in bytes: its text, and all tokens including comments. */
export function documentBytes({ loc }: DocumentNode): number {
  if (!loc) return 0;
  let tokens = 0;
  for (let token = loc.startToken.next; token; token = token.next) tokens += 1;
  return textBytes(loc.source.body) + TOKEN_BYTES * tokens;
}
