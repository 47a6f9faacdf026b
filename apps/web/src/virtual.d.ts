/** Written by `apps/web/first-query.plugin.ts`. */
declare module 'virtual:chart-request' {
  /** The body of the request for the newest chart, as urql writes it. */
  export const CHART_REQUEST: string;
}
