const immediate = (globalThis as { setImmediate?: (callback: () => void) => unknown }).setImmediate;

/**
 * Resolves after the event loop has served timers, input and output. `setTimeout(0)` would wait 4 ms in browsers;
 * `setImmediate` (Node) and a message to oneself (elsewhere) don't. Once it has resolved, nothing is left that
 * would keep a process alive.
 */
export const nextTurn: () => Promise<void> =
  immediate === undefined ? turnByMessage : () => new Promise((resolve) => immediate(resolve));

export function turnByMessage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
