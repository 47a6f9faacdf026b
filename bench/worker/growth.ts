import type { Stage } from '../stage/stage.js';
import { addStrangers, putOff } from './crowd.js';
import { type DueQuery, explainDueQuery } from './due-query.js';
import { bytesPerListenerDay } from './storage.js';

/** What it costs to have so many listeners in the database. */
export interface Size {
  readonly listeners: number;
  readonly nobodyDue: DueQuery;
  readonly someDue: DueQuery;
  /** Of a listener's day. */
  readonly bytes: number;
}

/** Between two ticks, five minutes apart, when everybody's day is spread over 18 hours. */
const SHARE_DUE = 5 / (18 * 60);

/** Has so many listeners in the database, and looks at what grows with them. No worker may run. */
export async function growTo(stage: Stage, listeners: number): Promise<Size> {
  await addStrangers(stage, listeners);
  const nobodyDue = await explainDueQuery(stage, 0);
  const someDue = await explainDueQuery(stage, Math.ceil(listeners * SHARE_DUE));
  await putOff(stage);
  return { listeners, nobodyDue, someDue, bytes: await bytesPerListenerDay(stage, listeners) };
}
