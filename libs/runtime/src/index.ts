export { EnvironmentError } from './environment/environment.error.js';
export { readEnvironment } from './environment/read-environment.js';
export { flag, host, integer, port, secret, url } from './environment/setting.js';
export { ExplainedError } from './process/explained.error.js';
export { runJob, runProcess, type RunningProcess } from './process/run-process.js';
export { HealthModule, type Readiness } from './health/health.module.js';
export { loggingModule } from './logging/logging.module.js';
