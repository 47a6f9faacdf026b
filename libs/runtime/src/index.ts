export { EnvironmentError, ExplainedError } from './errors.js';
export { readEnvironment } from './environment/read-environment.js';
export {
  flag,
  host,
  integer,
  port,
  publicAddress,
  publicUrl,
  redirectUri,
  secret,
  url,
} from './environment/setting.js';
export { explainDiskError, renameDurably, writeDurably } from './files/durable-file.js';
export { projectFile } from './files/project-file.js';
export { SETTING_NAMES } from './environment/setting-names.js';
export { Public, refuseForeignHosts } from './http/access.js';
export { requestDirectly } from './http/request-directly.js';
export {
  listenAt,
  listeningProblem,
  runJob,
  runProcess,
  type RunningProcess,
} from './process/run-process.js';
export { HealthModule } from './health/health.module.js';
export { readLogLine, loggingEnv, loggingModule } from './logging/logging.module.js';
export { addLiveGauges, type LiveGauge, metricsEnv, MetricsModule } from './metrics/metrics.module.js';
export { SpotifyCounts } from './metrics/spotify-counts.js';
export { readBuildInfo, VersionModule } from './version/version.module.js';
