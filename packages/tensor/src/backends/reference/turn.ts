/**
 * `nextTurn()` resolves after the event loop has served timers, input and output. `setTimeout(0)` would wait
 * 4 ms in browsers; `setImmediate` (Node) and a message to oneself (elsewhere) don't. Neither keeps a process
 * alive once it has resolved.
 */
export const nextTurn: () => Promise<void> = makeNextTurn();

function makeNextTurn(): () => Promise<void> {
  const immediate = (globalThis as { setImmediate?: (callback: () => void) => unknown }).setImmediate;
  if (immediate !== undefined) return () => new Promise((resolve) => immediate(resolve));

  const waiting: (() => void)[] = [];
  let channel: MessageChannel | null = null;
  return () =>
    new Promise((resolve) => {
      if (channel === null) {
        channel = new MessageChannel();
        channel.port1.onmessage = () => waiting.shift()?.();
      }
      waiting.push(resolve);
      channel.port2.postMessage(null);
    });
}
