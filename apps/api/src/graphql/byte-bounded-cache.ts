import { hash } from 'node:crypto';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** What an entry takes besides its value, in bytes: its key, and the cache's own books. */
const ENTRY_BYTES = 500;
/** What a token takes with its part of the syntax tree, in bytes: 90 for a comment, 130 to 250 for all others. */
const TOKEN_BYTES = 250;

/** A cache for Apollo that counts the memory its values really hold. Apollo's own leaves out a document's text. */
export class ByteBoundedCache<Value extends NonNullable<unknown>> {
  private readonly entries: LRUCache<string, Value>;

  /**
   * @param mostBytes a value that is larger than this is not kept at all
   * @param keyOf what of Apollo's key is the key here
   */
  constructor(
    mostBytes: number,
    bytesOf: (value: Value) => number,
    private readonly keyOf: (key: string) => string = (key) => key,
  ) {
    this.entries = new LRUCache({
      maxSize: mostBytes,
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

/** The memory for documents that are parsed and valid, in bytes: more than a thousand of 60 tokens. */
const MOST_DOCUMENT_BYTES = 16 * 2 ** 20;

/** Apollo's store of valid documents. Its keys are the SHA-256 of the query behind that of the schema. */
export class DocumentStore extends ByteBoundedCache<DocumentNode> {
  constructor() {
    super(MOST_DOCUMENT_BYTES, documentBytes, (key) => key.slice(-64));
  }

  holds(query: string): boolean {
    return this.has(hash('sha256', query));
  }
}

/** The memory that a text holds, in bytes: two for a letter, since one letter beyond Latin-1 is enough for that. */
export function textBytes(text: string): number {
  return 2 * text.length;
}

/** The memory that a parsed document holds, in bytes: its text and all tokens stay with it, comments included. */
export function documentBytes({ loc }: DocumentNode): number {
  if (!loc) return 0;
  let tokens = 0;
  for (let token = loc.startToken.next; token; token = token.next) tokens += 1;
  return textBytes(loc.source.body) + TOKEN_BYTES * tokens;
}
