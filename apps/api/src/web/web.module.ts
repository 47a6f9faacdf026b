import { Module } from '@nestjs/common';
import { PageSettings } from '../pages/page-settings.js';
import { ApiSettings } from '../settings/api-settings.js';
import { WebBundle } from './web-bundle.js';
import { WebController } from './web.controller.js';
import { WebDocuments } from './web-documents.js';

/** The page for people, from our own files. */
@Module({
  controllers: [WebController],
  providers: [WebBundle, WebDocuments, { provide: PageSettings, useExisting: ApiSettings }],
})
export class WebModule {}
