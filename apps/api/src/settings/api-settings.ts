import { publicAddress, redirectUri } from '#runtime';
import { Injectable } from '@nestjs/common';
import type { ApiEnvironment } from '../api.env.js';

/** The settings of this process, and what follows from them. Addresses come from here alone, never from a request. */
@Injectable()
export class ApiSettings {
  /** The address people use, without a trailing slash. */
  readonly publicUrl: string;
  /** People come by https, so cookies are for https only. */
  readonly secure: boolean;
  /**
   * The name of the session cookie, with which all cookie names begin. Browsers accept `__Host-` only over https, for
   * this host alone. On plain http the port is part of the name, because cookies are shared by all ports of a host.
   */
  readonly cookieName: string;
  /** The bundled simulator stands in for Spotify. */
  readonly demo: boolean;

  constructor(readonly environment: ApiEnvironment) {
    this.publicUrl = publicAddress(environment);
    this.secure = this.publicUrl.startsWith('https:');
    this.cookieName = this.secure ? '__Host-headliner' : `headliner-${new URL(this.publicUrl).port || '80'}`;
    this.demo = environment.DEMO;
  }

  /** Where Spotify sends people back to; has to be registered with the Spotify app to the letter. */
  get redirectUri(): string {
    return redirectUri(this.publicUrl);
  }

  get signInUrl(): string {
    return `${this.publicUrl}/auth/spotify`;
  }

  /** Leads to Spotify's consent page even for those who consented before, since only that renews a connection. */
  get reconnectUrl(): string {
    return `${this.signInUrl}?reconnect=true`;
  }
}
