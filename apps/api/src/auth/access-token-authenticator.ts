import { hash } from 'node:crypto';
import { AccessTokenRepository, type TokenHolder } from '#database';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ClientError } from '../errors/client-error.js';
import { judgeTokenText, TOKEN_LENGTH } from './token-text.js';

/**
 * How long an answer of the database is used again, counted from the question. A token that is revoked fails this much
 * later at the latest, in every process; a second is promised.
 */
const KEPT_MS = 500;
const KEPT_AT_MOST = 10_000;

/** A look-up of a token. `holder` is set once it is known that the token counts. */
interface LookUp {
  readonly found: Promise<TokenHolder | null>;
  holder: TokenHolder | null;
}

/** Authenticates access tokens. A busy one costs two statements a second, however often it is sent. */
@Injectable()
export class AccessTokenAuthenticator {
  private readonly logger = new Logger(AccessTokenAuthenticator.name);
  /** By hash, so that no token stays in memory. What nobody holds is not kept. */
  private readonly kept = new LRUCache<string, LookUp>({
    max: KEPT_AT_MOST,
    ttl: KEPT_MS,
    ttlResolution: 0,
  });
  /** Hashes of tokens that worked when this process last looked them up. */
  private readonly valid = new LRUCache<string, true>({ max: KEPT_AT_MOST });
  /** Ids of those whose use is being noted: where that takes long, it is not tried again and again beside it. */
  private readonly noting = new Set<string>();

  constructor(private readonly tokens: AccessTokenRepository) {}

  /** @throws {ClientError} UNAUTHENTICATED: the token does not count; the message says why */
  async authenticate(text: string): Promise<TokenHolder> {
    const key = keyOf(text);
    const holder = await (this.kept.get(key) ?? this.load(text, key)).found;
    if (holder === null) {
      throw new ClientError(
        'UNAUTHENTICATED',
        'The access token is not known here: it was revoked, or it is of another instance.',
      );
    }
    if (holder.expired)
      throw new ClientError('UNAUTHENTICATED', 'The access token has expired. Make a new one.');
    return holder;
  }

  /** The holder of a token that was looked up within the last half second and counts; otherwise null. */
  recall(text: string): TokenHolder | null {
    return this.kept.get(keyOf(text))?.holder ?? null;
  }

  /** Forgets the tokens of a listener whose account was deleted: the next request looks them up again. */
  forget(listenerId: number): void {
    for (const [key, { holder }] of this.kept.entries())
      if (holder?.listenerId === listenerId) this.kept.delete(key);
  }

  /** Whether a token worked when this process last looked it up. Costs no statement. */
  isKnown(text: string): boolean {
    return this.valid.has(keyOf(text));
  }

  /** @throws {ClientError} the text says that it is no token */
  private load(text: string, key: string): LookUp {
    const judgement = judgeTokenText(text);
    if (judgement === 'FOREIGN') {
      throw new ClientError(
        'UNAUTHENTICATED',
        `What was sent is not an access token of Headliner: those begin with hdl_ and have ${TOKEN_LENGTH} characters.`,
      );
    }
    if (judgement === 'MISSPELT') {
      throw new ClientError(
        'UNAUTHENTICATED',
        'The access token was copied badly: its checksum does not fit. Copy it once more, or make a new one.',
      );
    }
    const found = this.tokens.holder(hashOf(text));
    const lookUp: LookUp = { found, holder: null };
    this.kept.set(key, lookUp);
    const forget = (): void => {
      if (this.kept.peek(key, { allowStale: true }) === lookUp) this.kept.delete(key);
    };
    found.then((holder) => {
      if (holder === null || holder.expired) {
        this.valid.delete(key);
        forget();
        return;
      }
      lookUp.holder = holder;
      this.valid.set(key, true);
      if (holder.useIsNews) this.noteUse(holder);
    }, forget);
    return lookUp;
  }

  /** Records the use in the background. A failure is logged and affects no request. */
  private noteUse(holder: TokenHolder): void {
    const { listenerId, tokenId } = holder;
    if (this.noting.has(tokenId)) return;
    this.noting.add(tokenId);
    this.tokens
      .noteUse(holder)
      .catch((error: unknown) =>
        this.logger.warn({ err: error, listenerId }, 'the use of a token was not noted'),
      )
      .finally(() => this.noting.delete(tokenId));
  }
}

/** The same hash as text: no token stays in memory. */
function keyOf(text: string): string {
  return hash('sha256', text, 'base64');
}

/** What is stored of a token. A slow hash has no use here: 160 random bits cannot be guessed from any. */
export function hashOf(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
