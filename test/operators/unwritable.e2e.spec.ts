import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWhere } from '../support/describe-where.js';
import { Instance, type OurProcess, runDirectory, spawnProcess } from '../support/index.js';
import { until } from '../support/until.js';
import { migrateWell, OperatorsPostgres, refusalOf, startJob } from './operators-postgres.js';

const disk = mkdtempSync(join(runDirectory(), 'disk-'));
const mounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=711', 'headliner-test', disk]).status === 0;

let instance: Instance;
let stage: Stage;
beforeAll(async () => {
  instance = await Instance.open();
  stage = await Stage.open();
});
afterAll(async () => {
  await stage?.close();
  await instance?.close();
  if (mounted) spawnSync('umount', [disk]);
});

/** API and worker on a PostgreSQL of their own, on a small disk if one can be mounted. */
class Stage {
  private constructor(
    readonly postgres: OperatorsPostgres,
    readonly url: string,
    readonly api: OurProcess,
    readonly worker: OurProcess,
  ) {}

  static async open(): Promise<Stage> {
    if (mounted) chmodSync(disk, 0o711);
    const postgres = await OperatorsPostgres.start(mounted ? disk : undefined);
    const url = await postgres.makeDatabase('charts');
    await migrateWell(url);
    const api = await instance.startApi({ DATABASE_URL: url });
    return new Stage(postgres, url, api, await instance.startWorker({ DATABASE_URL: url }));
  }

  private async readiness(): Promise<number[]> {
    const asked = [this.api, this.worker].map(({ url }) => fetch(`${url}/health/ready`));
    return (await Promise.all(asked)).map(({ status }) => status);
  }

  async untilReady(status: number): Promise<void> {
    await until(
      async () => (await this.readiness()).every((found) => found === status),
      `readiness of both is ${status}`,
    );
  }

  /** Both are alive, whatever has happened to their database. */
  async expectLife(): Promise<void> {
    for (const { url } of [this.api, this.worker])
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
  }

  async close(): Promise<void> {
    await this.api.stop();
    await this.worker.stop();
    await this.postgres.stop();
  }
}

describe('a database that becomes read-only', () => {
  it('is not ready while default_transaction_read_only is on, says why, and is ready again afterwards', async () => {
    await stage.untilReady(200);
    await stage.postgres.sql('ALTER SYSTEM SET default_transaction_read_only = on');
    await stage.postgres.sql('SELECT pg_reload_conf()');
    await stage.untilReady(503);
    await stage.expectLife();
    await stage.api.untilOutput('Not ready: database: the database is read-only');
    const page = await fetch(`${stage.api.url}/auth/spotify`, { redirect: 'manual' });
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
    const settings = { ...instance.settings, DATABASE_URL: stage.url, PORT: '1' };
    for (const process of [startJob('main', settings), spawnProcess('api', '', settings)]) {
      const refusal = await refusalOf(process);
      expect(refusal).toContain('default_transaction_read_only is on, and Headliner has to write');
      expect(refusal).toContain('ALTER ROLE charts SET default_transaction_read_only = off');
    }
    await stage.postgres.sql('ALTER SYSTEM RESET default_transaction_read_only');
    await stage.postgres.sql('SELECT pg_reload_conf()');
    await stage.untilReady(200);
    await stage.api.untilOutput('Ready again: database');
  });

  it('is not ready while a standby answers in its place, and refuses to start there', async () => {
    const signal = join(stage.postgres.cluster, 'standby.signal');
    await stage.postgres.restart(() => writeFileSync(signal, '', { mode: 0o644 }));
    await stage.untilReady(503);
    await stage.expectLife();
    const settings = { ...instance.settings, DATABASE_URL: stage.url, WORKER_PORT: '1' };
    expect(await refusalOf(spawnProcess('worker', '', settings))).toContain(
      'it is a read-only standby. Point DATABASE_URL at the primary server.',
    );
    await stage.postgres.restart(() => rmSync(signal));
    await stage.untilReady(200);
  });
});

describeWhere(mounted, 'no right to mount a small disk', 'a database whose disk is full', () => {
  it('is not ready until there is room again, and says so', async () => {
    await stage.untilReady(200);
    const ballast = join(disk, 'ballast');
    fill(ballast);
    await stage.untilReady(503);
    await stage.expectLife();
    await stage.api.untilOutput('No space left on device');
    rmSync(ballast);
    await stage.untilReady(200);
    const client = instance.client(stage.api);
    expect((await client.signIn()).status).toBe(303);
  });
});

/** Writes until nothing more fits. */
function fill(file: string): void {
  expect(spawnSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=64k']).status).not.toBe(0);
}
