import type { ChartDay } from '#charts';
import {
  currentDay,
  type ImportedLine,
  isLocalId,
  type ListenerSnapshotState,
  type ListeningHistorySummary,
  searchUrl,
} from '#database';
import { BadLineError } from '../errors/client-error.js';
import { FIRST_PLAY_DAY } from '../listening-history/plays.js';
import type { ApiSettings } from '../settings/api-settings.js';
import { type FileLine, parseLine } from './file-lines.js';
import type { Line } from './import-body.js';

/** Spotify was founded in 2006. The limit also bounds the days that coverage has to compute. */
const FIRST_DAY = '2006-01-01';
/** Bounds the IDs held in memory while a file arrives: twice as many as a history can have after an import. */
const MAX_ARTISTS = 200_000;

type Profile = Extract<FileLine, { type: 'profile' }>;

/** Validates the lines of one file in order, each against the lines before it. */
export class ImportedFile {
  private profile: Profile | null = null;
  private today: ChartDay = FIRST_DAY;
  private readonly artists = new Set<string>();
  private readonly days = new Set<string>();
  private readonly counts: Record<ImportedLine['type'], number> = { artist: 0, snapshot: 0, gap: 0 };

  constructor(
    private readonly state: ListenerSnapshotState,
    private readonly images: Pick<ApiSettings, 'imageOrigins' | 'isAllowedImage'>,
  ) {}

  /** Number of lines read so far, by type. */
  get count(): Readonly<Record<ImportedLine['type'], number>> {
    return this.counts;
  }

  /**
   * Yields all lines except the profile. Of several lines for one artist, or one range, day and source, it yields the
   * first.
   *
   * @throws {BadLineError}
   */
  async *read(lines: AsyncIterable<Line>): AsyncGenerator<ImportedLine> {
    for await (const line of lines) {
      const content = parseLine(line);
      const problem = this.validate(content);
      if (problem !== null) throw new BadLineError(line.number, problem);
      if (content.type === 'profile') continue;
      this.counts[content.type] += 1;
      if (!this.isFirst(content)) continue;
      yield content.type === 'artist' ? { ...content, spotifyUrl: spotifyUrl(content) } : content;
    }
    if (!this.profile) throw new BadLineError(1, 'it is missing; the first line must be the profile');
  }

  /** The summary of the listening history, after the file has been read; null if the file has none. */
  get listeningHistory(): ListeningHistorySummary | null {
    return this.profile?.listeningHistory ?? null;
  }

  /** Settings of the profile, after the file has been read. Only skipped days that are over are included. */
  get settings(): { readonly timezone: string; readonly skippedDays: readonly ChartDay[] } {
    if (!this.profile) throw new Error('the file has not been read');
    const { timezone, skippedDays } = this.profile;
    return { timezone, skippedDays: skippedDays.filter((day) => day < this.today) };
  }

  /** Finds out why a line is invalid at its position; null if it is valid. */
  private validate(line: FileLine): string | null {
    if (line.type === 'profile') return this.validateProfile(line);
    if (!this.profile) return 'the first line must be the profile';
    if (line.type === 'artist') return this.validateArtist(line);
    if (line.type === 'gap') return this.validateDay(line.day);
    const firstDay = line.source === 'RECONSTRUCTED' ? FIRST_PLAY_DAY : FIRST_DAY;
    return (
      this.validateDay(line.day, firstDay) ??
      this.validateTime('takenAt', line.takenAt) ??
      this.validateRanks(line.artists)
    );
  }

  private validateProfile(profile: Profile): string | null {
    if (this.profile) return 'a file can have one profile only';
    this.profile = profile;
    this.today = currentDay(this.state, profile.timezone);
    const { skippedDays, listeningHistory } = profile;
    const problem = skippedDays.map((day) => this.validateDay(day)).find((each) => each !== null) ?? null;
    if (problem !== null || listeningHistory === null) return problem;
    return this.validateTime('listeningHistory.importedAt', listeningHistory.importedAt);
  }

  private validateArtist({ imageUrl }: Extract<FileLine, { type: 'artist' }>): string | null {
    if (imageUrl !== null && !this.images.isAllowedImage(imageUrl)) {
      return `"imageUrl" must be null or on one of Spotify's image hosts, ${this.images.imageOrigins.join(', ')}`;
    }
    return this.artists.size < MAX_ARTISTS ? null : `the file has more than ${MAX_ARTISTS} artists`;
  }

  private isFirst(line: Exclude<FileLine, Profile>): boolean {
    const [seen, name] =
      line.type === 'artist'
        ? [this.artists, line.id]
        : [this.days, `${'source' in line ? line.source : line.type} ${line.range} ${line.day}`];
    return seen.size < seen.add(name).size;
  }

  private validateDay(day: ChartDay, firstDay = FIRST_DAY): string | null {
    if (day < firstDay) return `the day ${day} is too early; the earliest is ${firstDay}`;
    return day > this.today ? `the day ${day} is in the future; today is ${this.today}` : null;
  }

  private validateTime(name: string, instant: string): string | null {
    const time = new Date(instant);
    if (!(time >= new Date(FIRST_DAY))) return `"${name}" is too early; the earliest is ${FIRST_DAY}`;
    return time > this.state.now ? `"${name}" is in the future` : null;
  }

  private validateRanks(artists: readonly string[]): string | null {
    const unknown = artists.find((id) => !this.artists.has(id));
    if (unknown !== undefined) return `no line before it describes the artist ${unknown}`;
    return new Set(artists).size < artists.length ? 'an artist is listed more than once' : null;
  }
}

function spotifyUrl({ id, name }: Extract<FileLine, { type: 'artist' }>): string {
  return isLocalId(id) ? searchUrl(name) : `https://open.spotify.com/artist/${id}`;
}
