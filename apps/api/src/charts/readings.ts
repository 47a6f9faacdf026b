import { ArtistRepository } from '#database';
import { Injectable } from '@nestjs/common';
import type { OperationContext } from '../graphql/operation-context.js';
import { Histories } from './histories.js';
import { Reading } from './reading.js';

/** Keeps the reading of every operation for as long as the operation lasts. */
@Injectable()
export class Readings {
  private readonly readings = new WeakMap<OperationContext['req'], Reading>();

  constructor(
    private readonly histories: Histories,
    private readonly artists: ArtistRepository,
  ) {}

  /** The reading of an operation, which is its listener's: one request carries one operation. */
  of({ req }: OperationContext, listenerId: number): Reading {
    let reading = this.readings.get(req);
    if (!reading) this.readings.set(req, (reading = new Reading(this.histories, this.artists, listenerId)));
    return reading;
  }
}
