import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { ListenerId, SignedInGuard } from '../auth/signed-in.guard.js';
import { ExportService } from './export.service.js';

@Controller('export')
@UseGuards(SignedInGuard)
export class ExportController {
  constructor(private readonly service: ExportService) {}

  @Get()
  export(@ListenerId() listenerId: number, @Res() response: Response): Promise<void> {
    return this.service.send(listenerId, response);
  }
}
