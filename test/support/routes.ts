/** A route of a process, as its router has it: `*` for whatever is mounted there for every method. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/** What `NODE_OPTIONS` has to be for a process to write a line for every route that its router is given. */
export const logRoutes = `--import=data:text/javascript,${encodeURIComponent(`
  import express from '${import.meta.resolve('express')}';
  const log = (method, path) => process.stdout.write('ROUTE ' + method + ' ' + path + '\\n');
  for (const method of ['all', 'get', 'head', 'post', 'put', 'patch', 'delete', 'options']) {
    const add = express.Route.prototype[method];
    express.Route.prototype[method] = function (...handlers) {
      log(method === 'all' ? '*' : method.toUpperCase(), this.path);
      return add.apply(this, handlers);
    };
  }
  const { use } = express.Router.prototype;
  express.Router.prototype.use = function (...given) {
    for (const path of [given[0]].flat()) if (typeof path === 'string') log('*', path);
    return use.apply(this, given);
  };`)}`;

/** The routes among what such a process wrote, each once, in alphabetical order. */
export function routesIn(logs: string): Route[] {
  const lines = logs.split('\n').filter((line) => line.startsWith('ROUTE '));
  return [...new Set(lines)].sort().map((line) => {
    const [, method = '', path = ''] = line.split(' ');
    return { method, path };
  });
}

/**
 * The routes at which an answer is made: without the middleware before them, which is mounted for every path, for a whole
 * branch, or where a route with a method of its own is too.
 */
export function endpointsIn(logs: string): string[] {
  const routes = routesIn(logs).filter(({ path }) => !path.includes('*'));
  const answered = new Set(routes.filter(({ method }) => method !== '*').map(({ path }) => path));
  return routes
    .filter(({ method, path }) => method !== '*' || !answered.has(path))
    .map(({ method, path }) => `${method} ${path}`);
}
