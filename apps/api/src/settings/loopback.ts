/** Whether an address leads to this very machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
