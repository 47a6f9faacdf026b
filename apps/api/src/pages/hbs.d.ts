/** The part of hbs that the pages use; the package brings no types. */
declare module 'hbs' {
  type Engine = (
    path: string,
    options: object,
    callback: (error: Error | null, html?: string) => void,
  ) => void;

  /** An engine with its own cache and its own partials. */
  export interface Handlebars {
    readonly __express: Engine;
    /** Registers the files of a directory as partials. Renders wait until it is done. */
    registerPartials(directory: string): void;
  }

  const hbs: { create(): Handlebars };
  export default hbs;
}
