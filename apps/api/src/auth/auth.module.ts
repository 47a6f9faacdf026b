import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AuthController } from './auth.controller.js';
import { SessionMiddleware } from './session.middleware.js';
import { SignInStateStore } from './sign-in-state.store.js';
import { SpotifyStrategy } from './spotify.strategy.js';

/** Sign-in with Spotify, and the sessions it leads to. Needs the Spotify module beside it. */
@Module({
  imports: [PassportModule],
  controllers: [AuthController],
  providers: [SpotifyStrategy, SignInStateStore, SessionMiddleware],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(SessionMiddleware).forRoutes('/', 'auth/*path', 'graphql', 'export', 'import');
  }
}
