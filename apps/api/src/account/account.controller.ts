import { Public } from '#runtime';
import { Body, Controller, Get, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { SameOriginGuard } from '../auth/auth.guard.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { AccountService } from './account.service.js';

const PATH = '/account/delete';
const DELETED_PATH = '/account/deleted';
const confirmed = z.object({ confirm: z.literal('yes') });

/** Pages that delete an account. */
@Public()
@Controller('account')
export class AccountController {
  constructor(
    private readonly service: AccountService,
    private readonly viewers: ViewerService,
    private readonly settings: ApiSettings,
  ) {}

  @Get('delete')
  showForm(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.renderForm(request, response, 200);
  }

  @Post('delete')
  @UseGuards(SameOriginGuard)
  async delete(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    const { listenerId } = request.session;
    // The session ended while the form was open.
    if (listenerId === undefined) return response.redirect(303, PATH);
    if (!confirmed.safeParse(body).success) return this.renderForm(request, response, 400);
    await this.service.delete(listenerId, true, request);
    response.redirect(303, DELETED_PATH);
  }

  @Get('deleted')
  async showDone(@Req() request: Request, @Res() response: Response): Promise<void> {
    // A listener who is signed in has an account.
    if (await this.viewers.findBySession(request)) return response.redirect(303, '/account');
    response.set('Cache-Control', 'no-store').render('account-deleted', {
      pageTitle: 'Your account is deleted',
      stylesheet: '/assets/reading.css',
      demo: this.settings.demo,
    });
  }

  private async renderForm(request: Request, response: Response, status: 200 | 400): Promise<void> {
    const viewer = await this.viewers.findBySession(request);
    response
      .status(status)
      .set('Cache-Control', 'no-store')
      .render('account-delete', {
        pageTitle: 'Delete your account',
        stylesheet: '/assets/reading.css',
        viewer: viewer && { name: viewer.displayName ?? 'listener without a name' },
        unconfirmed: status === 400,
        signIn: `/auth/spotify?returnTo=${encodeURIComponent(PATH)}`,
      });
  }
}
