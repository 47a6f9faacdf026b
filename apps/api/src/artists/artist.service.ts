import { ArtistRepository } from '#database';
import { Injectable } from '@nestjs/common';
import type { Reading } from '../charts/reading.js';
import { TimeRange } from '../charts/time-range.enum.js';
import { ClientError } from '../errors/client-error.js';
import type { Artist } from './artist.model.js';

/** The artists that a listener has had to do with. */
@Injectable()
export class ArtistService {
  constructor(private readonly artists: ArtistRepository) {}

  /** @throws {ClientError} NOT_FOUND: the artist is on no snapshot and no top list of this listener */
  async own(reading: Reading, listenerId: number, id: string): Promise<Artist> {
    const [found, ...histories] = await Promise.all([
      this.artists.find(listenerId, id),
      ...Object.values(TimeRange).map((range) => reading.history(range)),
    ]);
    if (found && (found.onTopList || histories.some(({ history }) => history.has(found.key)))) {
      reading.remember(found.artist.id, found.key);
      return found.artist;
    }
    throw new ClientError('NOT_FOUND', 'None of your charts and top lists has an artist with this id.');
  }
}
