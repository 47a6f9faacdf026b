import type { ChartDay } from '#charts';
import type { ImportedLine, ListenerSnapshotState } from '#database';
import { BadLineError } from '../errors/client-error.js';
import { currentDay } from '../snapshots/snapshots.service.js';
import { isImageOf } from '../spotify-images.js';
import type { FileLine } from './file-line.schema.js';
import type { Line } from './lines.js';
import { readLine } from './read-line.js';

/** Spotify was founded in 2006: no history is older, and the account of every day stays computable. */
const FIRST_DAY = '2006-01-01';
/** They are remembered while the file arrives. An import leaves no history with more than half of it. */
const MOST_ARTISTS = 200_000;

type Profile = Extract<FileLine, { type: 'profile' }>;

/** Reads one file in the order of its lines, and holds each against what stands before it. */
export class ImportedFile {
  private profile: Profile | null = null;
  private today: ChartDay = FIRST_DAY;
  private readonly artists = new Set<string>();
  private readonly days = new Set<string>();
  private readonly counts: Record<ImportedLine['type'], number> = { artist: 0, snapshot: 0, gap: 0 };

  constructor(
    private readonly situation: ListenerSnapshotState,
    private readonly imageOrigins: readonly string[],
  ) {}

  /** How many lines of each kind have been read. */
  get count(): Readonly<Record<ImportedLine['type'], number>> {
    return this.counts;
  }

  /**
   * All lines but the profile; of several for the same artist, or the same range and day, the first.
   *
   * @throws {BadLineError}
   */
  async *read(lines: AsyncIterable<Line>): AsyncGenerator<ImportedLine> {
    for await (const line of lines) {
      const content = readLine(line);
      const reason = this.objection(content);
      if (reason !== null) throw new BadLineError(line.number, reason);
      if (content.type === 'profile') continue;
      this.counts[content.type] += 1;
      if (this.isFirst(content)) yield content;
    }
    if (!this.profile) throw new BadLineError(1, 'it is missing; the first line has to be the profile');
  }

  /** What the profile says, once the file has been read: the days that changes of time zone left out are over. */
  get settings(): { readonly timezone: string; readonly skippedDays: readonly ChartDay[] } {
    if (!this.profile) throw new Error('the file has not been read');
    const { timezone, skippedDays } = this.profile;
    return { timezone, skippedDays: skippedDays.filter((day) => day < this.today) };
  }

  /** Why a line cannot stand where it does; null if it can. */
  private objection(line: FileLine): string | null {
    if (line.type === 'profile') return this.begin(line);
    if (!this.profile) return 'the first line has to be the profile';
    if (line.type === 'artist') return this.objectionToImage(line);
    if (line.type === 'gap') return this.objectionTo(line.day);
    return (
      this.objectionTo(line.day) ?? this.objectionToTime(line.takenAt) ?? this.objectionToPlaces(line.artists)
    );
  }

  private begin(profile: Profile): string | null {
    if (this.profile) return 'there can be one profile only';
    this.profile = profile;
    this.today = currentDay(this.situation, profile.timezone);
    return profile.skippedDays.map((day) => this.objectionTo(day)).find((reason) => reason !== null) ?? null;
  }

  private objectionToImage({ imageUrl }: Extract<FileLine, { type: 'artist' }>): string | null {
    if (imageUrl !== null && !isImageOf(this.imageOrigins, imageUrl)) {
      return `"imageUrl" is wrong: must be null, or on one of Spotify's image hosts, ${this.imageOrigins.join(', ')}`;
    }
    return this.artists.size < MOST_ARTISTS ? null : `there can be ${MOST_ARTISTS} artists at most`;
  }

  private isFirst(line: ImportedLine): boolean {
    const [seen, name] =
      line.type === 'artist'
        ? [this.artists, line.id]
        : [this.days, `${line.type} ${line.range} ${line.day}`];
    return seen.size < seen.add(name).size;
  }

  private objectionTo(day: ChartDay): string | null {
    if (day < FIRST_DAY) return `the day ${day} is too long ago; the first possible is ${FIRST_DAY}`;
    return day > this.today ? `the day ${day} is in the future; today is ${this.today}` : null;
  }

  private objectionToTime(takenAt: string): string | null {
    const time = new Date(takenAt);
    if (!(time >= new Date(FIRST_DAY))) return `"takenAt" is wrong: the first possible is ${FIRST_DAY}`;
    return time > this.situation.now ? '"takenAt" is wrong: it is in the future' : null;
  }

  private objectionToPlaces(artists: readonly string[]): string | null {
    const unknown = artists.find((id) => !this.artists.has(id));
    if (unknown !== undefined) return `no line before it describes the artist ${unknown}`;
    return new Set(artists).size < artists.length ? 'an artist can have one place only' : null;
  }
}
