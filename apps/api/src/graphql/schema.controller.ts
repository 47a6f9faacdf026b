import { readFileSync } from 'node:fs';
import { Public } from '#runtime';
import { Controller, Get, Header } from '@nestjs/common';

/** The committed schema, for clients that generate code from it. */
@Public()
@Controller()
export class SchemaController {
  private readonly text = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');

  @Get('schema.graphql')
  @Header('content-type', 'application/graphql; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  schema(): string {
    return this.text;
  }
}
