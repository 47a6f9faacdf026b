import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { zip } from '../../apps/api/src/listening-history/archive.fixture.js';
import { extendedRecord, listen } from '../../apps/api/src/listening-history/history.fixture.js';
import { tracesOf } from '../leaving/traces.js';
import { Instance, type OurProcess, runDirectory } from '../support/index.js';
import { importHistory, namesOn } from './past-listening.js';

const CANARY = 'canary-of-a-person';
/** The keys that say who listened, where and with what, in all years of Spotify's exports. */
const PERSONAL = {
  username: CANARY,
  ip_addr: CANARY,
  ip_addr_decrypted: CANARY,
  conn_country: CANARY,
  platform: CANARY,
  user_agent_decrypted: CANARY,
  city: CANARY,
  region: CANARY,
};

let instance: Instance;
let api: OurProcess;
let temporary: string;

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'headliner-import-'));
  instance = await Instance.open();
  // Every request is logged, and files that are not asked for appear here.
  api = await instance.startApi({ LOG_LEVEL: 'trace', TMPDIR: temporary });
}, 120_000);
afterAll(async () => {
  await api?.stop();
  await instance?.close();
  await rm(temporary, { recursive: true });
});

it('personal values of a listening history reach no response, log, table or file', async () => {
  // The clock of a file system is a few milliseconds behind.
  const begun = Date.now() - 1_000;
  const client = instance.client(api);
  await client.signIn();
  const record = extendedRecord({ ...PERSONAL, ts: '2026-06-10T12:00:00Z' });
  const good = JSON.stringify([record]);
  const broken = JSON.stringify({ ...PERSONAL, ts: CANARY });
  const files: [type: string, file: string | Buffer, status: number][] = [
    [
      'application/zip',
      zip({ name: 'endsong_0.json', content: good }, { name: 'Userdata.json', content: `{"a":"${CANARY}"}` }),
      200,
    ],
    [
      'application/zip',
      zip({ name: '1.jsonl', content: `${JSON.stringify({ ...listen(), user_name: CANARY })}\n` }),
      200,
    ],
    [
      'application/json',
      JSON.stringify({
        version: '1',
        user: CANARY,
        listens: [
          {
            listened_at: '2026-06-10T12:00:00Z',
            client: CANARY,
            artists: [{ aliases: [{ alias: 'The Invented' }] }],
          },
        ],
      }),
      200,
    ],
    ['application/json', `[${broken}]`, 400],
    ['application/json', `[${broken.slice(0, -1)},]`, 400],
    ['application/json', `[${broken.slice(0, -2)}`, 400],
    ['application/json', `[{"username":"${CANARY.repeat(10_000)}"}]`, 400],
    ['application/zip', zip({ name: 'endsong_0.json', content: good, crc: 7 }), 400],
    ['text/csv', `artist,date,user\nA,${CANARY},${CANARY}\n`, 400],
    ['application/json', good, 200],
  ];
  const answers: string[] = [];
  for (const [type, file, status] of files) {
    const answer = await importHistory(client, type, file);
    expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
    answers.push(JSON.stringify([...answer.headers, answer.body]));
  }
  expect(await namesOn(instance, '2026-06-10')).toEqual(['The Invented']);
  await client.fetch('/nowhere');
  // Log lines are flushed in order, so once this one is there, all earlier ones are.
  await api.untilOutput('/nowhere');

  expect(answers.join('\n')).not.toContain(CANARY);
  expect(api.logs).toContain('/import');
  expect(api.logs).not.toContain(CANARY);
  expect(await tracesOf(instance, ['The Invented'])).not.toEqual([]);
  expect(await tracesOf(instance, [CANARY])).toEqual([]);
  const found = join(temporary, 'folder', 'found');
  await mkdir(join(temporary, 'folder'));
  await writeFile(found, 'a text to find');
  expect(await filesWith('to find', [temporary], begun)).toEqual([found]);
  expect(await filesWith(CANARY, [temporary, runDirectory()], begun)).toEqual([]);
}, 120_000);

/** Returns the files under directories, written since a time, that contain a text. Files of other tests may vanish. */
async function filesWith(mark: string, directories: readonly string[], since: number): Promise<string[]> {
  const found: string[] = [];
  for (const path of (await Promise.all(directories.map(filesUnder))).flat()) {
    const written = await stat(path).catch(() => null);
    if (!written || written.mtimeMs < since) continue;
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    if (content.includes(mark)) found.push(path);
  }
  return found;
}

/** Lists all files under a directory. Skips directories that another test removes, such as those of dropped databases. */
async function filesUnder(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    const path = join(directory, entry.name);
    if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
    return filesUnder(path).catch((error: unknown) => {
      if ((Object(error) as { code?: unknown }).code === 'ENOENT') return [];
      throw error;
    });
  });
  return (await Promise.all(nested)).flat();
}
