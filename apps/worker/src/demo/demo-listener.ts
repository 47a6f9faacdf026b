/** The `id` at the simulator of the listener whom demo mode is about. */
export const DEMO_LISTENER = 'demo_01';
