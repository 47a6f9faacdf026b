import type { Request } from 'express';

const NAME = 'simulated_spotify_browser';
const YEAR_SECONDS = 31_536_000;

/** The random name by which this browser is known, if it has been here. */
export function browserOf(request: Request): string | undefined {
  return new RegExp(`(?:^|; *)${NAME}=([A-Za-z0-9_-]{32})(?:;|$)`).exec(request.get('cookie') ?? '')?.[1];
}

/**
 * Makes the browser known. Cookies do not tell ports apart, so it is confined to the path of this page and never
 * reaches the app that listens on the same address.
 */
export function browserCookie(browser: string): string {
  return `${NAME}=${browser}; Path=/authorize; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}`;
}
