import { expect, it } from '@jest/globals';
import { ACCEPTED, describeUnusableFile, getFileKind } from './import-file.js';

it.each([
  ['my_spotify_data.zip', 'application/zip', true],
  ['Streaming_History_Audio_2019.JSON', 'application/json', true],
  ['scrobbles.csv', 'text/csv', true],
  ['headliner-2026-11-29.ndjson', 'application/x-ndjson', false],
  ['headliner.jsonl', 'application/x-ndjson', false],
])('%s is sent as %s', (name, contentType, isHistory) => {
  expect(getFileKind(name)).toMatchObject({ contentType, isHistory });
  expect(ACCEPTED).toContain(name.slice(name.lastIndexOf('.')).toLowerCase());
});

const MIB = 1_024 * 1_024;

it.each([
  ['history.zip', 512 * MIB, null],
  ['history.zip', 512 * MIB + 1, 'This file is too large. The maximum is 512 MiB.'],
  ['export.ndjson', 128 * MIB + 1, 'This file is too large. The maximum is 128 MiB.'],
  ['history.pdf', 1, 'Choose a .zip, .json or .csv file, or an .ndjson export of Headliner.'],
  ['zip', 1, 'Choose a .zip, .json or .csv file, or an .ndjson export of Headliner.'],
])('the file %s of %i bytes has the problem %j', (name, size, problem) =>
  expect(describeUnusableFile({ name, size })).toBe(problem),
);
