import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { Instance, type OurProcess } from '../support/index.js';
import { type Exposed, exposedBy } from './exposed.js';
import { columnsOf } from './pages.js';
import { groupedBy, lookBackOf, selectedBy } from './promql.js';

jest.setTimeout(180_000);

const PAGE = 'docs/operating/metrics.md';
/** Prometheus adds these labels to every scraped metric. */
const TARGET_LABELS = ['job', 'instance'];

let instance: Instance;
let processes: OurProcess[] = [];
let api: ReadonlyMap<string, Exposed>;
let worker: ReadonlyMap<string, Exposed>;

beforeAll(async () => {
  instance = await Instance.open();
  processes = [await instance.startApi(), await instance.startWorker()];
  const [first, second] = processes;
  if (!first || !second) throw new Error('two processes were started');
  const client = instance.client(first);
  await client.signIn();
  await client.graphql('query Once { topArtists(range: SHORT_TERM) { source } }');
  api = await exposedBy(first);
  worker = await exposedBy(second);
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.stop()));
  await instance?.close();
});

/** Returns the metrics under a heading with their documented labels. */
function documented(heading: string): Map<string, string[]> {
  const rows = columnsOf(PAGE, heading).map(
    ([name = '', labels = '']) => [name, labels.split(', ').filter(Boolean)] as const,
  );
  return new Map(rows);
}

const both = () => new Map([...api].filter(([name]) => worker.has(name)));
const onlyOf = (one: ReadonlyMap<string, Exposed>) => [...one.keys()].filter((name) => !both().has(name));
const isOurs = (name: string): boolean => name.startsWith('headliner_');

describe('the tables of docs/operating/metrics.md', () => {
  it('contain exactly the metrics that each process serves', () => {
    expect([...documented('API').keys()].sort()).toEqual(onlyOf(api).sort());
    expect([...documented('Worker').keys()].sort()).toEqual(onlyOf(worker).sort());
    const shared = [...both().keys()].sort();
    expect([...documented('Both: build and Spotify').keys()].sort()).toEqual(shared.filter(isOurs));
    expect(
      columnsOf(PAGE, 'Both: the process')
        .flatMap(([name = '']) => name)
        .sort(),
    ).toEqual(shared.filter((name) => !isOurs(name)));
  });

  it('contain the labels of every metric with samples', () => {
    const all = new Map([...documented('API'), ...documented('Both: build and Spotify')]);
    const served = [...all].map(([name]) => [name, api.get(name)?.labels ?? null] as const);
    expect(served.filter(([, labels]) => labels !== null).length).toBeGreaterThan(6);
    for (const [name, labels] of served)
      if (labels !== null) expect([name, labels]).toEqual([name, all.get(name)]);
  });
});

interface Shown {
  readonly where: string;
  readonly expression: string;
}

/** Reads the alert rules with their expressions, which are on one line or folded. */
function rules(): Shown[] {
  const text = readFileSync('docs/operating/alerts.yml', 'utf8');
  const sections = text.split(/^ {6}- alert: /m).slice(1);
  return sections.map((rule) => {
    const [, folded, plain] = /^ {8}expr: (?:>-\n((?: {10}.*\n)+)|(.*)\n)/m.exec(rule) ?? [];
    expect(rule).toMatch(
      /^ {8}labels: \{ severity: (page|ticket) \}\n {8}annotations:\n {10}summary: .+\n {10}action: .+$/m,
    );
    return { where: /^\w+/.exec(rule)?.[0] ?? '', expression: folded ?? plain ?? '' };
  });
}

const target = z.object({ expr: z.string(), legendFormat: z.string() });
const panel = z.object({
  id: z.int(),
  title: z.string(),
  type: z.string(),
  targets: z.array(target).default([]),
});
const dashboard = z.object({ panels: z.array(panel) });

function panels(): z.output<typeof panel>[] {
  return dashboard.parse(JSON.parse(readFileSync('docs/operating/grafana-dashboard.json', 'utf8'))).panels;
}

const queries = panels().flatMap(({ title, targets }) =>
  targets.map(({ expr }): Shown => ({ where: title, expression: expr })),
);

describe('the alert rules and the dashboard', () => {
  it('have more than 10 rules, more than 20 queries and no empty panel', () => {
    expect(rules().length).toBeGreaterThan(10);
    expect(queries.length).toBeGreaterThan(20);
    expect(new Set(panels().map(({ id }) => id)).size).toBe(panels().length);
    expect(panels().filter(({ type, targets }) => type !== 'row' && targets.length === 0)).toEqual([]);
  });

  it('have HeadlinerFaults resolve five minutes after the last fault', () => {
    const faults = rules().find(({ where }) => where === 'HeadlinerFaults');
    expect(lookBackOf(faults?.expression ?? '')).toEqual({ range: 5, offset: 5 });
  });

  it('have rules fire no longer for new series than for others', () => {
    const ofNewSeries = rules().filter(({ expression }) => expression.includes(' unless '));
    expect(ofNewSeries.map(({ where }) => where)).toContain('HeadlinerFaults');
    for (const { where, expression } of ofNewSeries) {
      const { range, offset } = lookBackOf(expression);
      expect([where, offset]).toEqual([where, range]);
    }
  });

  it.each([...rules(), ...queries])('query existing metrics and labels: $where', ({ expression }) => {
    const tables = ['API', 'Worker', 'Both: build and Spotify'].map(documented);
    const selected = selectedBy(expression).filter(({ metric }) => metric !== 'up');
    expect(selected.length + Number(expression.startsWith('up'))).toBeGreaterThan(0);
    for (const { metric, labels: matched } of selected) {
      const name = metric.replace(/_bucket$/, '');
      const { type } = api.get(name) ?? worker.get(name) ?? {};
      expect([metric, type]).toEqual([
        metric,
        metric === name ? expect.stringMatching(/counter|gauge/) : 'histogram',
      ]);
      const own = tables.flatMap((table) => table.get(name) ?? []);
      const allowed = new Set([...own, ...TARGET_LABELS, 'le']);
      expect([...matched, ...groupedBy(expression)].filter((label) => !allowed.has(label))).toEqual([]);
    }
  });
});
