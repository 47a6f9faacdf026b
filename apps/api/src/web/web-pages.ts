/** The pages of `apps/web`, by the same paths as in its `src/pages.tsx`. */
export const WEB_PAGES: string[] = ['/', '/trends', '/momentum', '/year', '/events', '/coverage', '/account'];
