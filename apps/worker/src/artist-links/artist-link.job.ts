import { foldName } from '#charts';
import { ArtistLinkQueue, ArtistLinkRepository, type FoundArtist, SnapshotQueue } from '#database';
import { isSpotifyFailure, Spotify, type SpotifyArtist, type SpotifyFailure } from '#spotify';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ArtistLinkMetrics } from '../metrics/worker-metrics.module.js';

/** A name to look up, and a track of its artist if one is known. */
export interface NamedArtist {
  readonly name: string;
  readonly trackId: string | null;
}

/** Finds Spotify's artists by name. */
@Injectable()
export class ArtistFinder {
  constructor(
    @Inject(Spotify) private readonly spotify: Pick<Spotify, 'getTrack' | 'searchArtists' | 'getArtist'>,
  ) {}

  /**
   * Finds the artist of this name: the one of the track, else the only one of this name that a search finds. Names are
   * compared after NFC and case folding.
   *
   * @param listenerId whose access to Spotify is used
   * @returns null if there is none, or more than one
   */
  async find(listenerId: number, { name, trackId }: NamedArtist): Promise<SpotifyArtist | null> {
    const id = (await this.findByTrack(listenerId, name, trackId)) ?? (await this.search(listenerId, name));
    return id === null ? null : this.spotify.getArtist(listenerId, id);
  }

  private async findByTrack(
    listenerId: number,
    name: string,
    trackId: string | null,
  ): Promise<string | null> {
    const track = trackId === null ? null : await this.spotify.getTrack(listenerId, trackId);
    return track?.artists.find((artist) => isSame(artist.name, name))?.id ?? null;
  }

  private async search(listenerId: number, name: string): Promise<string | null> {
    const found = await this.spotify.searchArtists(listenerId, name);
    const [first, second] = found.filter((artist) => isSame(artist.name, name));
    return first && !second ? first.id : null;
  }
}

function isSame(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}

/** How many artists a job links, so that listeners take turns. An artist takes up to three calls. */
const BATCH_SIZE = 20;

/** How long a job waits while snapshots are queued or being taken. */
const YIELD_SECONDS = 10;

const UNAVAILABLE_SECONDS = 300;
const REFUSED_SECONDS = 3_600;

/**
 * The job of one listener: links some names of their listening history to Spotify's artists, and queues the next job
 * while there are more. What it does not reach stays pending.
 */
@Injectable()
export class ArtistLinkJob {
  private readonly log = new Logger(ArtistLinkJob.name);

  constructor(
    private readonly links: ArtistLinkRepository,
    private readonly queue: ArtistLinkQueue,
    private readonly snapshots: SnapshotQueue,
    private readonly finder: ArtistFinder,
    private readonly metrics: ArtistLinkMetrics,
  ) {}

  /**
   * Runs the job. Running it twice links nothing twice.
   *
   * @throws if anything but Spotify fails, such as the database. The queue then retries the job
   */
  async run(listenerId: number, stopping: AbortSignal): Promise<void> {
    if (await this.areSnapshotsWaiting()) return this.continueAfter(listenerId, YIELD_SECONDS);
    const pending = await this.links.readPending(listenerId, BATCH_SIZE);
    const found: FoundArtist[] = [];
    let failure: SpotifyFailure | undefined;
    for (const { key, ...named } of pending) {
      if (stopping.aborted) break;
      try {
        found.push({ key, artist: await this.finder.find(listenerId, named) });
      } catch (error) {
        if (!isSpotifyFailure(error)) throw error;
        failure = error;
        break;
      }
    }
    const linked = await this.links.record(listenerId, found);
    this.metrics.record(linked);
    if (pending.length > 0) {
      this.log.log(
        `Listener ${listenerId}: ${linked.linked} artists linked, ${linked.unknown} not found${failure ? `; then ${failure.code}` : ''}.`,
      );
    }
    if (failure) await this.continueAfter(listenerId, pauseSeconds(failure));
    else if (pending.length > 0) await this.continueAfter(listenerId, 0);
  }

  private async areSnapshotsWaiting(): Promise<boolean> {
    const { queued, active } = await this.snapshots.depth();
    return queued + active > 0;
  }

  /** @param seconds null: not before a tick finds the listener's connection to Spotify working */
  private async continueAfter(listenerId: number, seconds: number | null): Promise<void> {
    if (seconds !== null) await this.queue.enqueue([listenerId], { afterSeconds: seconds });
  }
}

/** Returns after how many seconds another attempt makes sense; null: not before the listener signs in again. */
export function pauseSeconds(failure: SpotifyFailure): number | null {
  switch (failure.code) {
    case 'INVALID_GRANT':
    case 'REAUTHORIZATION_REQUIRED':
      return null;
    case 'RATE_LIMITED':
      return failure.cooldown.secondsLeft;
    case 'UNAVAILABLE':
    case 'MALFORMED_RESPONSE':
      return UNAVAILABLE_SECONDS;
    case 'NOT_PERMITTED':
    case 'MISCONFIGURED':
      return REFUSED_SECONDS;
  }
}
