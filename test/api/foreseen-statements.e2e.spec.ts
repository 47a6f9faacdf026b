import { expect, it } from '@jest/globals';
import { setStage, statementsIn, tellStatements } from '../support/index.js';
import { until } from '../support/until.js';
import { Listening } from './listening.js';

const stage = setStage({ TOP_ARTISTS_MAX_AGE_SECONDS: '0', NODE_OPTIONS: tellStatements });
const listening = new Listening(stage);

/** The statements of one question for a list that comes from Spotify, as they begin. */
async function statements(path: string): Promise<string[]> {
  // What the process writes comes late: of earlier requests all is there once this one has been told.
  await stage.client.fetch(path);
  await until(() => stage.api.logs.includes(`"path":"${path}"`), `a log line of ${path}`);
  const before = stage.api.logs.length;
  expect((await listening.askList()).source).toBe('SPOTIFY');
  const told = (): string[] => statementsIn(stage.api.logs.slice(before));
  const isStored = (statement: string): boolean => /^(INSERT INTO|UPDATE) top_list/.test(statement);
  await until(() => told().some(isStored), 'a statement that stores the list');
  return told();
}

it('a call that was foreseen has its place before anybody knows what is on record; its list is confirmed', async () => {
  await listening.signIn();
  const placeOf = (told: string[]): number => told.findIndex((one) => one.startsWith('SELECT passed'));
  const lookOf = (told: string[]): number => told.findIndex((one) => one.startsWith('WITH asked'));

  const first = await statements('/privacy');
  expect(lookOf(first)).toBeGreaterThanOrEqual(0);
  expect(placeOf(first)).toBeGreaterThan(lookOf(first));
  expect(first.at(-1)).toMatch(/^INSERT INTO top_list/);

  const second = await statements('/nowhere');
  expect(placeOf(second)).toBeGreaterThanOrEqual(0);
  expect(placeOf(second)).toBeLessThan(lookOf(second));
  expect(second.at(-1)).toMatch(/^UPDATE top_list/);
});
