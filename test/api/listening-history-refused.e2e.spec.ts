import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { zip } from '../../apps/api/src/listening-history/archive.fixture.js';
import { extendedRecord } from '../../apps/api/src/listening-history/history.fixture.js';
import { type Client, Instance, type OurProcess } from '../support/index.js';
import { importHistory } from './past-listening.js';
import { contents, errorOf, exportFile, signedInAt } from './portable-history.js';
import { beginUpload, untilUploading } from './transfer.js';

const NOW = new Date('2026-06-15T10:30:00Z');
const AUDIO = 'Streaming_History_Audio_2020_1.json';
const PLAY = JSON.stringify(extendedRecord());
const ZIP = 'application/zip';
const JSON_FILE = 'application/json';

describe('a listening history that cannot be imported', () => {
  let instance: Instance;
  let api: OurProcess;
  let client: Client;
  let before: [Record<string, string>, string];

  const everything = async (): Promise<[Record<string, string>, string]> => [
    await contents(instance),
    await exportFile(client),
  ];

  beforeAll(async () => {
    ({ instance, api } = await Instance.borrow());
    await instance.setClock(NOW);
    client = await signedInAt(instance, api);
    // What an earlier import has stored stays as well.
    expect((await importHistory(client, JSON_FILE, `[${PLAY}]`)).status).toBe(200);
    before = await everything();
  }, 120_000);
  afterAll(() => instance?.close());

  it.each<[why: string, type: string, file: string | Buffer, message: string, details: object]>([
    [
      'is broken in the middle',
      JSON_FILE,
      `[${PLAY},{"ts":},${PLAY}]`,
      'Record 2: it is not JSON.',
      { record: 2 },
    ],
    [
      'is broken in the middle of a file of an archive',
      ZIP,
      zip({ name: `a/${AUDIO}`, content: `[${PLAY},7]` }),
      `a/${AUDIO}, record 2: it is not a JSON object.`,
      { file: `a/${AUDIO}`, record: 2 },
    ],
    [
      'is foreign JSON',
      JSON_FILE,
      '[{"playlist":"Mine"}]',
      'Record 1: it is not a play as Spotify,',
      { record: 1 },
    ],
    ['is foreign JSON without a list', JSON_FILE, '{"a":1}', 'This file: it holds no list of plays.', {}],
    [
      'is an archive of other files',
      ZIP,
      zip({ name: 'a.txt', content: 'a' }),
      'This file: it has no listening',
      {},
    ],
    [
      'is damaged',
      ZIP,
      zip({ name: AUDIO, content: `[${PLAY}]`, crc: 1 }),
      `${AUDIO}: it is damaged.`,
      { file: AUDIO },
    ],
    ['is cut off', ZIP, zip({ name: AUDIO, content: `[${PLAY}]` }).subarray(0, -30), 'ends too early.', {}],
    [
      'is encrypted',
      ZIP,
      zip({ name: AUDIO, content: '', encrypted: true }),
      'it is encrypted.',
      { file: AUDIO },
    ],
    [
      'has a record that unpacks to too much',
      ZIP,
      zip({ name: AUDIO, content: `[{"ts":"${'a'.repeat(100_000_000)}"}]` }),
      `${AUDIO}, record 1: it is longer than 65536 bytes.`,
      { file: AUDIO, record: 1 },
    ],
    [
      'has no play that counts, as its days are before scrobbling or in the future',
      'text/csv',
      'A,,B,01 Jan 1970 00:00\nA,,B,17 Jun 2026 00:00\nA,,B,\n',
      'no play in it counts (0 not music, 0 private, 0 under 30 s, 3 undated).',
      {},
    ],
    ['has a date of another kind', 'text/csv', 'A,,B,6/15/2026', 'Line 1: its date must be', { line: 1 }],
  ])('is refused when it %s, and nothing changes', async (_, type, file, message, details) => {
    const answer = await importHistory(client, type, file);
    expect(answer.status).toBe(400);
    expect(errorOf(answer).message).toContain(message);
    expect(errorOf(answer).message).toMatch(/ Nothing was imported\.$/);
    expect(errorOf(answer).extensions).toEqual({ code: 'BAD_USER_INPUT', ...details });
    expect(await everything()).toEqual(before);
  });

  it.each(['', 'text/plain', 'application/zip+x', 'multipart/form-data'])(
    'is refused with 415 as "%s", which names the types that are accepted',
    async (type) => {
      const answer = await importHistory(client, type, `[${PLAY}]`);
      expect(answer.status).toBe(415);
      const { message } = errorOf(answer);
      for (const accepted of ['application/x-ndjson', ZIP, JSON_FILE, 'text/csv']) {
        expect(message).toContain(accepted);
      }
    },
  );

  it('changes nothing when the connection is lost in the middle', async () => {
    const upload = beginUpload(client, JSON_FILE);
    upload.write(`[${PLAY},`);
    await untilUploading(client);
    upload.destroy();
    await untilUploading(client, false);
    expect(await everything()).toEqual(before);
  });

  it('is refused with 413 above 512 MiB', async () => {
    const upload = beginUpload(client, ZIP);
    upload.setHeader('content-length', 512 * 1024 * 1024 + 1);
    upload.flushHeaders();
    const [response] = (await once(upload, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    upload.destroy();
    await untilUploading(client, false);
    expect(await everything()).toEqual(before);
  });

  it('gets 503 while the process reads two others', async () => {
    const others = [
      await signedInAt(instance, api, 'listener_1'),
      await signedInAt(instance, api, 'listener_2'),
    ];
    const uploads = others.map((other) => beginUpload(other, JSON_FILE));
    for (const upload of uploads) upload.write('[');
    for (const other of others) await untilUploading(other);
    const third = await importHistory(client, JSON_FILE, `[${PLAY}]`);
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '30']);
    for (const upload of uploads) upload.destroy();
    for (const other of others) await untilUploading(other, false);
    expect((await importHistory(client, JSON_FILE, `[${PLAY}]`)).status).toBe(200);
  });
});
