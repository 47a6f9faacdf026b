/** SQL and the values of its parameters, as the driver takes them: never one within the other. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** What a template literal says, with `$1`, `$2` and so on where its values are. */
export function statement(parts: TemplateStringsArray, values: readonly unknown[]): Statement {
  return {
    text: parts.reduce((text, part, index) => `${text}$${index}${part}`),
    values: [...values],
  };
}
