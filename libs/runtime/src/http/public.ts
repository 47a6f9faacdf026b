import { Reflector } from '@nestjs/core';

/**
 * Opens a route, or every route of a controller, to callers who are not signed in. It is here, and not in the API, since
 * every process has such routes: health, metrics and version.
 */
export const Public = Reflector.createDecorator<void, true>({ transform: () => true });
