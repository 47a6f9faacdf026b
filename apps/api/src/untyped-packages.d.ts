/** Types for the part of passport-spotify that sign-in uses; the package has none. */
declare module 'passport-spotify' {
  import { Strategy as PassportBase } from 'passport';

  interface OAuth2 {
    getOAuthAccessToken(
      code: string,
      parameters: Record<string, string>,
      done: (error: unknown, accessToken?: string, refreshToken?: string, parameters?: unknown) => void,
    ): void;
  }

  export interface StrategyOptions {
    clientID: string;
    clientSecret: string;
    authorizationURL: string;
    tokenURL: string;
    callbackURL: string;
    scope: string[];
    pkce: boolean;
    store: object;
  }

  export class Strategy extends PassportBase {
    constructor(options: StrategyOptions, verify: (...parameters: unknown[]) => void);
    protected _oauth2: OAuth2;
    userProfile(accessToken: string, done: (error: unknown, profile?: unknown) => void): void;
  }
}

/** The part of hbs that the pages use; the package brings no types. */
declare module 'hbs' {
  type Engine = (
    path: string,
    options: object,
    callback: (error: Error | null, html?: string) => void,
  ) => void;

  /** An engine with its own cache and its own partials. */
  export interface Handlebars {
    readonly __express: Engine;
    /** Registers the files of a directory as partials. Renders wait until it is done. */
    registerPartials(directory: string): void;
  }

  const hbs: { create(): Handlebars };
  export default hbs;
}
