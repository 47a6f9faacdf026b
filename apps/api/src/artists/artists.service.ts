import { periodCount, rankHistory, type RankPoint } from '#charts';
import { ArtistRepository } from '#database';
import { Injectable } from '@nestjs/common';
import { TimeRange } from '../charts/chart.enums.js';
import type { Periods } from '../charts/chart.service.js';
import type { HistoryLoader } from '../charts/history-loader.js';
import { BadUserInputError, ClientError } from '../errors/client-error.js';
import { checkSpan } from '../graphql/dates.js';
import { type Connection, connectionOf, pageOf } from '../graphql/pagination.js';
import { comparePositions, decodeCursor, encodeCursor, searchArtists } from './artist-search.js';
import { type Artist, toArtist } from './artists.models.js';

/** As days, 27 years. */
const MAX_PERIODS = 10_000;

/** Longer than artists' names. */
const MAX_SEARCH_CHARACTERS = 200;

/** Keys of artists start at 1, so no history contains this one. */
const UNKNOWN_ARTIST = 0;

/** Artists of a listener's own history. */
@Injectable()
export class ArtistsService {
  constructor(private readonly artists: ArtistRepository) {}

  /** @throws {ClientError} NOT_FOUND: the artist is on no snapshot and no top list of this listener */
  async find(loader: HistoryLoader, id: string): Promise<Artist> {
    const [found, ...histories] = await Promise.all([
      this.artists.find(loader.listenerId, id),
      ...Object.values(TimeRange).map((range) => loader.load(range)),
    ]);
    if (found && (found.onTopList || histories.some(({ history }) => history.has(found.key)))) {
      loader.setArtistKey(found.artist.id, found.key);
      return toArtist(found.artist);
    }
    throw new ClientError('NOT_FOUND', 'No artist on your charts and top lists has this ID.');
  }

  /**
   * Lists artists that were ever on a snapshot of the listener, best match first.
   *
   * @param text empty: all artists
   * @throws {BadUserInputError} the text is too long, or `after` is not the cursor of an artist
   */
  async search(
    loader: HistoryLoader,
    text: string,
    first: number,
    after: string | null,
  ): Promise<Connection<Artist>> {
    if (text.length > MAX_SEARCH_CHARACTERS) {
      throw new BadUserInputError(
        'search',
        `at most ${MAX_SEARCH_CHARACTERS} characters long; it had ${text.length}`,
      );
    }
    const position = after === null ? null : decodeCursor(after);
    if (after !== null && !position) {
      throw new BadUserInputError('after', 'the cursor of an artist on an earlier page');
    }
    const found = searchArtists(await loader.loadNames(), text);
    const page = pageOf(found, (artist, cursor) => comparePositions(artist.position, cursor), {
      first,
      after: position,
      last: null,
      before: null,
    });
    const artistOf = await loader.loadArtists(page.items.map(({ key }) => key));
    const edges = page.items.map(({ key, position: place }) => ({
      cursor: encodeCursor(place),
      node: artistOf(key),
    }));
    return connectionOf({ ...page, items: edges });
  }

  /** @throws {BadUserInputError} `from` is later than `to`, or there are more than 10,000 periods */
  async rankHistory(
    loader: HistoryLoader,
    artistId: string,
    range: TimeRange,
    periods: Periods,
  ): Promise<RankPoint[]> {
    const [{ history, today }, key] = await Promise.all([loader.load(range), loader.findArtistKey(artistId)]);
    const to = periods.to ?? today;
    checkSpan(periods.from, to);
    if (history.size === 0) return [];
    const from = periods.from ?? history.day(0);
    if (from > to) return [];
    const count = periodCount(periods.interval, from, to);
    if (count > MAX_PERIODS) {
      throw new BadUserInputError(
        'from',
        `later, so that there are at most ${MAX_PERIODS} periods; there were ${count}`,
      );
    }
    return rankHistory(history, key ?? UNKNOWN_ARTIST, periods.interval, from, to);
  }
}
