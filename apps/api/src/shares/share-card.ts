import { drawListCard, getMark, withoutDirections } from '#cards';
import type { SnapshotSource } from '#charts';
import type { OpenShare } from '#database';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Artist } from '../artists/artists.models.js';
import type { ChartEntry } from '../charts/chart.models.js';
import { rasterize } from './rasterize.js';
import { describeShare } from './share-page.js';
import { describeRanking, describeReign, formatDay } from './share-words.js';

/** How many entries fit on a card. */
export const MAX_DRAWN = 6;

/** What a card shows of a chart. */
interface ChartDrawn {
  readonly day: string;
  readonly source: SnapshotSource;
  /** Whether there is an earlier chart to compare it with. */
  readonly isCompared: boolean;
  readonly entries: readonly EntryDrawn[];
}

type EntryDrawn = { readonly artist: Pick<Artist, 'id' | 'name'> } & Pick<
  ChartEntry,
  'status' | 'rankChange' | 'weeksAtNumberOne' | 'consecutiveWeeksAtNumberOne'
>;

/** Draws the chart of a share as the card that other sites show for its link, as an SVG document. */
export function drawShareCard(
  share: Pick<OpenShare, 'title' | 'listenerName' | 'range'>,
  { day, source, isCompared, entries }: ChartDrawn,
): string {
  const { title, byline, range } = describeShare(share);
  const [first] = entries;
  const ranking = describeRanking(source, share.range);
  const card = {
    kicker: [byline, range, formatDay(day)].filter((part) => part !== null).join(' · '),
    title,
    footnote: source === 'RECONSTRUCTED' ? `Reconstructed from a listening history. ${ranking}` : ranking,
    lead: first && isCompared ? describeReign(first) : '',
    empty: 'No top artists yet',
    entries: entries.slice(0, MAX_DRAWN).map(({ artist, status, rankChange }, index) => ({
      rank: index + 1,
      id: artist.id,
      name: withoutDirections(artist.name) || 'Unnamed artist',
      mark: getMark({ status, rankChange }),
    })),
  };
  return drawListCard(card, 'preview');
}

/** Memory for cached pictures in bytes, enough for more than 200. */
const MAX_BYTES = 16 * 2 ** 20;

/** Draws cards as PNG, and caches the pictures. */
@Injectable()
export class CardPictures {
  /** By SVG document: a picture is drawn again when anything on it changes. */
  private readonly pictures = new LRUCache<string, Buffer>({
    maxSize: MAX_BYTES,
    sizeCalculation: (picture, svg) => picture.length + 2 * svg.length,
    fetchMethod: (svg) => this.drawInTurn(svg),
    // A picture that is evicted while it is drawn still goes to the requests that wait for it.
    ignoreFetchAbort: true,
  });
  private last: Promise<unknown> = Promise.resolve();

  /** Draws a card. Concurrent calls for the same one share the drawing. */
  draw(svg: string): Promise<Buffer> {
    return this.pictures.forceFetch(svg);
  }

  /** Draws one card at a time: each takes a thread and tens of megabytes. */
  private drawInTurn(svg: string): Promise<Buffer> {
    const picture = this.last.then(() => rasterize(svg));
    this.last = picture.catch(() => undefined);
    return picture;
  }
}
