import { z } from 'zod';

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
export type Profile = z.output<typeof profileSchema>['profile'];

/** Frames in which the process is idle. */
const IDLE = new Set(['(idle)', '(root)']);
const OF_NODE: readonly (readonly [what: string, modules: RegExp])[] = [
  ['Node: HTTP', /^node:(_http|internal\/http)/],
  [
    'Node: sockets and streams',
    /^node:(net|_?stream|internal\/(streams|stream_base|webstreams)|events|buffer|zlib)/,
  ],
  ['Node: timers, promises, the rest', /^node:/],
];

/** Returns the share of each group in the busy time. */
export function sharesOf({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const groups = groupsOf(nodes);
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

/** Returns the group of each busy frame. Built-in functions count for their caller. */
function groupsOf(nodes: Profile['nodes']): Map<number, string> {
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

/** Returns the npm package, the folder of this repository or the part of Node; null for frames without a file. */
function groupOf({ functionName, url }: z.output<typeof callFrame>): string | null {
  if (functionName === '(garbage collector)') return 'collecting garbage';
  if (functionName === '(program)') return 'the engine and the system';
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (installed !== undefined) return installed;
  const ours = /\/dist\/(?:apps\/api\/src|libs)\/([^/]+)\/(?:src\/)?/.exec(url)?.[1];
  if (ours !== undefined) return `ours: ${url.includes('/libs/') ? `#${ours}` : ours}`;
  return OF_NODE.find(([, modules]) => modules.test(url))?.[0] ?? null;
}
