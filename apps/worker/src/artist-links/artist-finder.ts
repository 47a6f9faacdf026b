import { foldName } from '#charts';
import { Spotify, type SpotifyArtist } from '#spotify';
import { Injectable } from '@nestjs/common';

/** A name to look up, and a track of its artist if one is known. */
export interface NamedArtist {
  readonly name: string;
  readonly trackId: string | null;
}

/** Finds Spotify's artists by name. */
@Injectable()
export class ArtistFinder {
  constructor(private readonly spotify: Pick<Spotify, 'getTrack' | 'searchArtists' | 'getArtist'>) {}

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
