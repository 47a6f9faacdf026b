import { Module, Controller, Get, Res } from '@nestjs/common';
import { Public } from '#runtime';
import type { Response } from 'express';
import { ApiSettings } from '../settings/api-settings.js';

/** What is kept about whom, for how long, and how to leave. For everybody, before they sign in. */
@Public()
@Controller('privacy')
export class PrivacyController {
  constructor(private readonly settings: ApiSettings) {}

  @Get()
  page(@Res() response: Response): void {
    const { demo, environment } = this.settings;
    response.render('privacy', {
      pageTitle: 'Privacy',
      stylesheet: '/assets/reading.css',
      demo,
      retentionDays: environment.SNAPSHOT_RETENTION_DAYS?.toLocaleString('en-GB'),
    });
  }
}

@Module({ controllers: [PrivacyController] })
export class PrivacyModule {}
