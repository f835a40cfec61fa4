import type { Backend } from '@x/tensor';
import { VaeError } from './errors.js';

/**
 * What `choose` makes of the memory that is free. Where that is not the best, or nothing fits, the backend first lets
 * go of what it keeps for speed alone. For work whose turn it is: what others hold for a while would count.
 */
export async function makingRoom<Choice>(
  backend: Backend,
  choose: () => Choice,
  isBest: (choice: Choice) => boolean,
): Promise<Choice> {
  try {
    const choice = choose();
    if (isBest(choice)) return choice;
  } catch (error) {
    if (!(error instanceof VaeError && error.code === 'memory')) throw error;
  }
  backend.emptyCaches();
  await backend.sync();
  return choose();
}
