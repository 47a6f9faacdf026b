export type { Counters, LoggedRequest } from './control/traffic.js';
export { SimulatorControl } from './control/control.client.js';
export type {
  GrantOrder,
  LatencyChange,
  ListenerChange,
  ListenerView,
  ListQuery,
  ListView,
  NewGrant,
  RateLimitChange,
} from './control/control.schemas.js';
export type { EndpointName } from './endpoint.js';
export type { ActiveFault, FaultOrder } from './faults/faults.js';
export { demoListeners, type SimulatedListener } from './listeners.js';
export type { TimeRange } from './lists/top-list.js';
export { demoClient, startSimulator, type Simulator, type SimulatorOptions } from './start-simulator.js';
