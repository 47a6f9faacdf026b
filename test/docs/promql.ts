/** What a PromQL expression reads: a metric, and the labels that it is matched by. */
export interface Selected {
  readonly metric: string;
  readonly labels: readonly string[];
}

const WORDS = new Set(['and', 'or', 'unless', 'offset']);

/**
 * What an expression reads, as far as our own expressions go: every name that is neither a function nor a word of the
 * language, and stands neither in a list of labels nor in a range.
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

/** The labels that an expression groups by. */
export function groupedBy(expression: string): string[] {
  return [...expression.matchAll(/\bby *\(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/, */));
}

/** How far back an expression looks, in minutes: the longest of its ranges, and the longest of its offsets. */
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
