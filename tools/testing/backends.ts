import { type Backend, createBackend, TensorError } from '@x/tensor';

/** A backend to test on, or why there is none here. */
export interface TestBackend {
  readonly name: string;
  /** Null: the tests run. Else they are skipped and their title says this. */
  readonly skipped: string | null;
  /** A title for `describe`. */
  readonly title: string;
  create(): Promise<Backend>;
}

const names = ['reference', 'cpu', 'mlx', 'wasm'] as const;
/** Not every machine that tests this project can build it. */
const optional = ['wasm'];

/**
 * Every backend of ours. One that can't be had is skipped with its reason; with `CI=true` it is a failure, but for
 * those that not every machine can build.
 */
export async function testBackends(): Promise<readonly TestBackend[]> {
  return Promise.all(
    names.map(async (name) => {
      const skipped = await reasonToSkip(name);
      const title = skipped === null ? `on ${name}` : `on ${name} (skipped: ${skipped})`;
      return { name, skipped, title, create: () => createBackend(name) };
    }),
  );
}

async function reasonToSkip(name: string): Promise<string | null> {
  try {
    await (await createBackend(name)).close();
    return null;
  } catch (error) {
    const missing =
      error instanceof TensorError && ['backend-unknown', 'backend-unavailable'].includes(error.code);
    if (!missing || (process.env.CI === 'true' && !optional.includes(name))) throw error;
    return error.message.split('\n')[0] ?? '';
  }
}
