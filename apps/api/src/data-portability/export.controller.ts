import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ListenerId } from '../auth/auth.guard.js';
import { ExportService } from './export.service.js';

@Controller('export')
export class ExportController {
  constructor(private readonly service: ExportService) {}

  @Get()
  export(@ListenerId() listenerId: number, @Res() response: Response): Promise<void> {
    return this.service.send(listenerId, response);
  }
}
