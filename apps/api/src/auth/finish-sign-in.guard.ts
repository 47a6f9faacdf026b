import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { z } from 'zod';
import { SignInProblem } from './sign-in.problem.js';
import { SignInStateStore } from './sign-in-state.store.js';

const text = z.string().min(1).max(4_096);
/** What Spotify sends people back with. */
const answer = z.object({ state: text, code: text.optional(), error: text.optional() });

/** Checks Spotify's answer against the sign-in that this browser began, then exchanges the code. */
@Injectable()
export class FinishSignInGuard extends AuthGuard('spotify') {
  constructor(private readonly states: SignInStateStore) {
    super({ session: false });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const parsed = answer.safeParse(request.query);
    if (!parsed.success) throw new SignInProblem('STATE_UNKNOWN');
    const { state, code, error } = parsed.data;
    // passport-oauth2 believes an error without looking at its state; anyone could send people here with one.
    if (error !== undefined) {
      const pending = await this.states.take(request, state);
      if (!pending) throw new SignInProblem('STATE_UNKNOWN');
      throw new SignInProblem(error === 'access_denied' ? 'CONSENT_REFUSED' : 'AUTHORIZATION_FAILED');
    }
    // Without a code passport-oauth2 would begin another sign-in.
    if (code === undefined) throw new SignInProblem('STATE_UNKNOWN');
    return super.canActivate(context) as Promise<boolean>;
  }

  override handleRequest<Identity>(error: unknown, identity: Identity | false | null): Identity {
    if (error) throw cause(error);
    if (!identity) throw new SignInProblem('STATE_UNKNOWN');
    return identity;
  }
}

/** passport-oauth2 wraps what the token exchange threw. */
function cause(error: unknown): unknown {
  return error instanceof Error && 'oauthError' in error ? error.oauthError : error;
}
