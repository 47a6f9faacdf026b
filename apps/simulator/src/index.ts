export type { Counters } from './control/call-counters.js';
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
export type { LoggedRequest } from './control/request-log.js';
export type { EndpointName } from './endpoint.js';
export type { ActiveFault, FaultOrder } from './faults/fault.js';
export { demoListeners, type SimulatedListener } from './listeners/listeners.js';
export type { TimeRange } from './lists/top-list.js';
export { demoClient, startSimulator, type Simulator, type SimulatorOptions } from './start-simulator.js';
