import type { Request } from 'express';

/** How a listener's connection stands, as the pages show it. */
export interface HomeConnection {
  status: 'ACTIVE' | 'EXPIRING_SOON' | 'REAUTHORIZATION_REQUIRED';
  /** From this instant on Spotify no longer accepts the grant. */
  reauthorizeBy: Date;
  /** Leads to Spotify's consent page, which asks even though it has been answered before. */
  reconnectUrl: string;
}

/** The signed-in listener, as the pages show them. */
export interface SignedInViewer {
  displayName: string | null;
  imageUrl: string | null;
  connection: HomeConnection;
}

/** Who looks at a page: the pages ask, the sign-in answers. */
export abstract class HomeViewer {
  /** The listener whose session the request carries; null when nobody is signed in. */
  abstract of(request: Request): Promise<SignedInViewer | null>;
}
