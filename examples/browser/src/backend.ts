import { type Backend, backendNames, createBackend } from '@x/tensor';

export interface Chosen {
  readonly backend: Backend;
  /** Why it isn't a faster one; empty where it is. */
  readonly note: string;
}

/** The backends that a browser can have, the fastest first; the last one always can be had. */
const order = ['wasm', 'reference'];

/** The backend of this name, or the fastest that is here. */
export async function chooseBackend(name?: string): Promise<Chosen> {
  if (name !== undefined) return { backend: await createBackend(name), note: '' };
  let note = '';
  for (const candidate of order.filter((known) => backendNames().includes(known))) {
    try {
      return { backend: await createBackend(candidate), note };
    } catch (error) {
      note = error instanceof Error ? error.message : String(error);
    }
  }
  throw new Error(note);
}
