import type { Table } from '../stage/tables.js';
import { z } from 'zod';

/** Groups below this share of every query are summed up as one row. */
const LEAST_SHARE = 0.015;

/** Where the API's CPU time goes, for each query. */
export function sharesTable(questions: Readonly<Record<string, ReadonlyMap<string, number>>>): Table {
  const all = Object.values(questions);
  const groups = [...new Set(all.flatMap((shares) => [...shares.keys()]))];
  const most = (group: string): number => Math.max(...all.map((shares) => shares.get(group) ?? 0));
  const shown = groups.filter((group) => most(group) >= LEAST_SHARE);
  const sum = (group: string): number => all.reduce((total, shares) => total + (shares.get(group) ?? 0), 0);
  shown.sort((one, other) => sum(other) - sum(one));
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
  const rest = all.map((shares) => 1 - shown.reduce((total, group) => total + (shares.get(group) ?? 0), 0));
  return {
    title: "Where the API's CPU time goes: 32 clients of eight listeners with ten years of history",
    columns: Object.keys(questions),
    rows: [
      ...shown.map((group) => ({
        what: group,
        values: all.map((shares) => percent(shares.get(group) ?? 0)),
      })),
      { what: 'everything else', values: rest.map(percent) },
    ],
  };
}

const callFrame = z.object({ functionName: z.string(), url: z.string() });
const node = z.object({
  id: z.int(),
  callFrame,
  children: z.array(z.int()).optional(),
});
/** The result of `Profiler.stop`. */
export const profileSchema = z.object({
  profile: z.object({
    nodes: z.array(node),
    samples: z.array(z.int()),
    timeDeltas: z.array(z.number()),
  }),
});
type Profile = z.output<typeof profileSchema>['profile'];

/** Frames without CPU time. */
const IDLE = new Set(['(idle)', '(root)']);
const NODE_GROUPS: readonly (readonly [what: string, modules: RegExp])[] = [
  ['Node: HTTP', /^node:(_http|internal\/http)/],
  [
    'Node: sockets and streams',
    /^node:(net|_?stream|internal\/(streams|stream_base|webstreams)|events|buffer|zlib)/,
  ],
  ['Node: timers, promises, the rest', /^node:/],
];

/** Each group's share of the CPU time, by the frames in which it was spent. */
export function groupShares({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const groups = groupFrames(nodes);
  const spent = new Map<string, number>();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const group = groups.get(id);
    if (group === undefined) continue;
    const time = Math.max(0, timeDeltas[index] ?? 0);
    spent.set(group, (spent.get(group) ?? 0) + time);
    total += time;
  }
  return new Map([...spent].map(([group, time]) => [group, time / total]));
}

/** Maps frames to groups, without idle ones. A function of V8 belongs to its caller's group. */
function groupFrames(nodes: Profile['nodes']): Map<number, string> {
  const groups = new Map<number, string>();
  const byId = new Map(nodes.map((one) => [one.id, one]));
  const visit = (id: number, caller: string): void => {
    const one = byId.get(id);
    if (!one) return;
    const group = groupOf(one.callFrame) ?? caller;
    if (!IDLE.has(one.callFrame.functionName)) groups.set(id, group);
    for (const child of one.children ?? []) visit(child, group);
  };
  const [root] = nodes;
  if (root) visit(root.id, 'the engine and the system');
  return groups;
}

/** A package, a folder of Headliner, or a part of Node; null for functions without a file. */
function groupOf({ functionName, url }: z.output<typeof callFrame>): string | null {
  if (functionName === '(garbage collector)') return 'collecting garbage';
  if (functionName === '(program)') return 'the engine and the system';
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (installed !== undefined) return installed;
  const own = /\/dist\/(?:apps\/api\/src|libs)\/([^/]+)\/(?:src\/)?/.exec(url)?.[1];
  if (own !== undefined) return `Headliner: ${url.includes('/libs/') ? `#${own}` : own}`;
  return NODE_GROUPS.find(([, modules]) => modules.test(url))?.[0] ?? null;
}
