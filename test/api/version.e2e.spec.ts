import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Instance, type OurProcess } from '../support/index.js';
import { buildOnce } from '../support/build-once.js';

const buildInfo = z.object({ name: z.string(), version: z.string(), commit: z.string().nullable() });
buildOnce();
const built = buildInfo.parse(JSON.parse(readFileSync('dist/build-info.json', 'utf8')));

describe('the version of a running process', () => {
  let instance: Instance;
  let processes: OurProcess[] = [];
  beforeAll(async () => {
    instance = await Instance.open();
    processes = [await instance.startApi(), await instance.startWorker()];
  });
  afterAll(async () => {
    await Promise.all(processes.map((process) => process.stop()));
    await instance?.close();
  });

  it('is public JSON at /version of the API', async () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    expect(built).toMatchObject({ name: 'headliner', version });
    const answer = await fetch(`${processes[0]?.url}/version`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^application\/json\b/),
    ]);
    expect(await answer.json()).toEqual(built);
  });

  it('is a metric of the API and of the worker', async () => {
    const labels = `version="${built.version}",commit="${built.commit ?? 'unknown'}"`;
    for (const { url } of processes) {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      expect(metrics).toContain(`\nheadliner_build_info{${labels}} 1\n`);
    }
  });
});
