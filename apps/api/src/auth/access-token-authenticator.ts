import { hash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AccessTokenRepository, type TokenHolder } from '#database';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ClientError } from '../errors/client-error.js';
import { checkToken, TOKEN_LENGTH } from './token-text.js';

/**
 * How long the holder of a token stays cached, in milliseconds from the start of the look-up. A revoked token fails this
 * much later at the latest, in every process; SECURITY.md promises a second.
 */
const MAX_AGE_MS = 500;
const MAX_TOKENS = 10_000;
/** How long shutdown waits for uses to be recorded, in milliseconds. */
const FINISH_WITHIN_MS = 1_000;

/** Authenticates access tokens, with at most two look-ups per second and token. */
@Injectable()
export class AccessTokenAuthenticator implements OnModuleDestroy {
  private readonly logger = new Logger(AccessTokenAuthenticator.name);
  /** Holders of valid tokens. By hash, so that no token stays in memory. */
  private readonly holders = new LRUCache<string, TokenHolder>({
    // `max` would allocate memory for all tokens at once.
    maxSize: MAX_TOKENS,
    sizeCalculation: () => 1,
    ttl: MAX_AGE_MS,
    ttlResolution: 0,
    ignoreFetchAbort: true,
    fetchMethod: async (key, _stale, { options }) => {
      const startedAt = performance.now();
      const holder = await this.load(key);
      // A TTL of 0 would mean no limit.
      options.ttl = Math.max(1, MAX_AGE_MS - (performance.now() - startedAt));
      return holder;
    },
  });
  /** Hashes of tokens that were valid at their last look-up. */
  private readonly valid = new LRUCache<string, true>({ maxSize: MAX_TOKENS, sizeCalculation: () => 1 });
  /** Uses that are being recorded, by token id, so that a slow database gets one statement for each. */
  private readonly recording = new Map<string, Promise<void>>();

  constructor(private readonly tokens: AccessTokenRepository) {}

  /** @throws {ClientError} UNAUTHENTICATED: the token is malformed, unknown or expired; the message says which */
  async authenticate(token: string): Promise<TokenHolder> {
    const key = keyOf(token);
    const cached = this.holders.get(key);
    if (cached) return cached;
    // Before the cache makes room for it.
    checkFormat(token);
    return this.holders.forceFetch(key);
  }

  /** Finds the holder of a token without a statement: null unless it was looked up within the last half second. */
  findCached(token: string): TokenHolder | null {
    return this.holders.get(keyOf(token)) ?? null;
  }

  /** Removes the tokens of a listener whose account was deleted from the cache. */
  invalidate(listenerId: number): void {
    for (const [key, holder] of this.holders.entries())
      if (holder.listenerId === listenerId) this.holders.delete(key);
  }

  /** Whether a token was valid when this process last looked it up. Sends no statement. */
  wasValid(token: string): boolean {
    return this.valid.has(keyOf(token));
  }

  private async load(key: string): Promise<TokenHolder> {
    const holder = await this.tokens.findHolder(Buffer.from(key, 'base64'));
    if (holder && !holder.expired) {
      this.valid.set(key, true);
      if (holder.isUseUnrecorded) this.recordUse(holder);
      return holder;
    }
    this.valid.delete(key);
    throw new ClientError(
      'UNAUTHENTICATED',
      holder
        ? 'The access token has expired. Create a new one.'
        : 'The access token is not known here: it was revoked, or it belongs to another instance. Create a new one.',
    );
  }

  /** Records the use in the background. A failure is logged and affects no request. */
  private recordUse(holder: TokenHolder): void {
    const { listenerId, tokenId } = holder;
    if (this.recording.has(tokenId)) return;
    const recorded = this.tokens
      .recordUse(holder)
      .catch((error: unknown) =>
        this.logger.warn({ err: error, listenerId }, 'the use of an access token was not recorded'),
      )
      .finally(() => this.recording.delete(tokenId));
    this.recording.set(tokenId, recorded);
  }

  /** Lets the uses that wait for others reach the database before it is closed. */
  async onModuleDestroy(): Promise<void> {
    await Promise.race([
      Promise.all(this.recording.values()),
      delay(FINISH_WITHIN_MS, undefined, { ref: false }),
    ]);
  }
}

/** @throws {ClientError} UNAUTHENTICATED: the text is not an access token, or was copied incompletely */
function checkFormat(token: string): void {
  const result = checkToken(token);
  if (result === 'VALID') return;
  throw new ClientError(
    'UNAUTHENTICATED',
    result === 'BAD_FORMAT'
      ? `This is not an access token of Headliner: those begin with hdl_ and have ${TOKEN_LENGTH} characters.`
      : 'The access token is mistyped: its checksum does not fit. Copy it again, or create a new one.',
  );
}

/** The hash as text, for use as a key. */
function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}

/** Hashes a token as it is stored. A slow hash is not needed: 160 random bits cannot be guessed. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
