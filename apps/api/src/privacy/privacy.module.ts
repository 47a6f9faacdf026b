import { Public } from '#runtime';
import { Controller, Get, Module, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ApiSettings } from '../settings/api-settings.js';

/** The privacy page: what is stored about listeners, for how long, and how to delete it. */
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
