import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { AccessTokenAuthenticator } from './access-token-authenticator.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { Authenticator } from './authenticator.js';
import { SessionCallerMiddleware, SessionMiddleware } from './session.js';
import { SignInStateStore } from './sign-in-state.store.js';
import { SpotifyStrategy } from './spotify.strategy.js';

/** Sign-in with Spotify, sessions, and authentication of every operation and route. */
@Global()
@Module({
  imports: [PassportModule],
  controllers: [AuthController],
  providers: [
    SpotifyStrategy,
    SignInStateStore,
    SessionMiddleware,
    AccessTokenAuthenticator,
    Authenticator,
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [Authenticator, SessionMiddleware],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(SessionMiddleware).forRoutes('auth/*path', 'account/*path');
    consumer.apply(SessionCallerMiddleware).forRoutes('graphql', 'export', 'import');
  }
}
