/** A metric in a PromQL expression, and the labels of its matchers. */
export interface Selected {
  readonly metric: string;
  readonly labels: readonly string[];
}

const WORDS = new Set(['and', 'or', 'unless', 'offset']);

/**
 * Returns the metrics in an expression: every name that is neither a function nor a keyword, outside label lists and
 * ranges. This covers the expressions of Headliner, not all of PromQL.
 */
export function selectedBy(expression: string): Selected[] {
  const bare = expression.replaceAll(/\bby *\([^)]*\)|\[[^\]]*\]/g, '');
  return [...bare.matchAll(/(?<!\w)([a-z]\w*)\b(\{[^}]*\})?(?! *\()/g)]
    .map(([, metric = '', matchers = '']) => ({
      metric,
      labels: [...matchers.matchAll(/(\w+)(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
    }))
    .filter(({ metric }) => !WORDS.has(metric));
}

/** Returns the labels by which an expression groups. */
export function groupedBy(expression: string): string[] {
  return [...expression.matchAll(/\bby *\(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/, */));
}

/** Returns the longest range and the longest offset of an expression, in minutes. */
export function lookBackOf(expression: string): { readonly range: number; readonly offset: number } {
  const longest = (pattern: RegExp): number =>
    Math.max(
      0,
      ...[...expression.matchAll(pattern)].map(
        ([, count, unit]) => Number(count) * (unit === 'h' ? 60 : unit === 's' ? 1 / 60 : 1),
      ),
    );
  return { range: longest(/\[(\d+)([smh])\]/g), offset: longest(/\boffset (\d+)([smh])\b/g) };
}
