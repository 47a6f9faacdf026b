import { Global, type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { TokenHolders } from '../access-tokens/token-holders.js';
import { AuthController } from './auth.controller.js';
import { WEB_PAGES } from '../web/web-pages.js';
import { Callers } from './callers.js';
import { SessionCallerMiddleware } from './session-caller.middleware.js';
import { SessionMiddleware } from './session.middleware.js';
import { SignInStateStore } from './sign-in-state.store.js';
import { SpotifyStrategy } from './spotify.strategy.js';

/**
 * Sign-in with Spotify, the sessions it leads to, and who makes a request: every guard asks for that. Needs the Spotify
 * module beside it.
 */
@Global()
@Module({
  imports: [PassportModule],
  controllers: [AuthController],
  providers: [SpotifyStrategy, SignInStateStore, SessionMiddleware, TokenHolders, Callers],
  exports: [Callers, SessionMiddleware],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    // By its method: '/' alone would be the beginning of every path.
    const pages = WEB_PAGES.map((path) => ({ path, method: RequestMethod.GET }));
    consumer.apply(SessionMiddleware).forRoutes(...pages, 'auth/*path', 'account/*path');
    consumer.apply(SessionCallerMiddleware).forRoutes('graphql', 'export', 'import');
  }
}
