import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { ListenerId } from '../auth/auth.guard.js';
import { type ImportOutcome, ImportService } from './import.service.js';

@Controller('import')
export class ImportController {
  constructor(private readonly service: ImportService) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  import(@ListenerId() listenerId: number, @Req() request: Request): Promise<ImportOutcome> {
    return this.service.receive(listenerId, request);
  }
}
