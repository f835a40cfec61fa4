import {
  type ArraySpec,
  attention,
  type Backend,
  type BackendDriver,
  conv2d,
  convBlock,
  convBlockWorkspace,
  createBackend,
  type FastOps,
  type Handle,
  matmul,
  ones,
  type Precision,
  registerBackend,
} from '@x/tensor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReferenceDriver } from '../../src/backends/reference/index.js';

const asked: (Precision | undefined)[] = [];
let backend: Backend;

beforeAll(async () => {
  registerBackend('precision-watcher', () => {
    const driver = createReferenceDriver({}) as BackendDriver;
    const note =
      <Args, Result>(precisionIn: (args: Args) => Precision | undefined, result: (args: Args) => Result) =>
      (args: Args) => {
        asked.push(precisionIn(args));
        return result(args);
      };
    const fill = ({ out }: { readonly out: ArraySpec; readonly precision?: Precision }): Handle =>
      driver.fill(0, out);
    const fast: FastOps = {
      convBlock: {
        accepts: () => true,
        run: note(
          ({ conv }) => conv.precision,
          (args) => ({ output: fill(args), statistics: null }),
        ),
        workspace: note(
          ({ conv }) => conv.precision,
          () => 1,
        ),
      },
      attention: { accepts: () => true, run: note(({ precision }) => precision, fill) },
    };
    return Object.assign(driver, {
      fast,
      matmul(...[, , out, precision]: Parameters<BackendDriver['matmul']>) {
        asked.push(precision);
        return driver.fill(0, out);
      },
      conv2d(...[, , { precision }, out]: Parameters<BackendDriver['conv2d']>) {
        asked.push(precision);
        return driver.fill(0, out);
      },
    });
  });
  backend = await createBackend('precision-watcher');
});

afterAll(() => backend.close());

function products(): void {
  const image = ones([1, 2, 2, 2], { backend });
  const weight = ones([2, 1, 1, 2], { backend });
  for (const result of [
    matmul(image, image),
    conv2d(image, weight),
    convBlock(image, { weight }).output,
    attention(image, image, image),
    image,
    weight,
  ]) {
    result.dispose();
  }
}

test('every product gets the precision of the job that it is issued in', () => {
  products();
  expect(asked.splice(0)).toEqual(['highest', 'highest', 'highest', 'highest']);
  using outer = backend.job({ precision: 'high' });
  using inner = backend.job({ precision: 'medium' });
  using plain = backend.job();
  outer.run(() => {
    products();
    inner.run(products);
    plain.run(products);
  });
  expect(asked.splice(0)).toEqual(
    (['high', 'medium', 'highest'] as const).flatMap((precision) => Array(4).fill(precision)),
  );
  products();
  expect(asked.splice(0)).toEqual(['highest', 'highest', 'highest', 'highest']);
});

test('a convolution may ask for less than its job, not for more', () => {
  const x = ones([1, 2, 2, 2], { backend });
  const weight = ones([2, 1, 1, 2], { backend });
  const run = (precision?: Precision) => convBlock(x, { weight, precision }).output.dispose();
  for (const precision of [undefined, 'highest', 'high', 'medium'] as const) run(precision);
  expect(asked.splice(0)).toEqual(['highest', 'highest', 'high', 'medium']);
  using job = backend.job({ precision: 'high' });
  job.run(() => {
    for (const precision of [undefined, 'highest', 'high', 'medium'] as const) run(precision);
  });
  expect(asked.splice(0)).toEqual(['high', 'high', 'high', 'medium']);
  expect(() => run('low' as Precision)).toThrowError(expect.objectContaining({ code: 'argument' }));
  x.dispose();
  weight.dispose();
});

test('a plan asks for the precision that it will run at', () => {
  const x = { shape: [1, 4, 4, 2], dtype: 'float32' } as const;
  convBlockWorkspace(backend, { x, weight: [2, 1, 1, 2] });
  convBlockWorkspace(backend, { x, weight: [2, 1, 1, 2], precision: 'medium' });
  expect(asked.splice(0)).toEqual(['highest', 'medium']);
  expect(() =>
    convBlockWorkspace(backend, { x, weight: [2, 1, 1, 2], precision: 'low' as Precision }),
  ).toThrowError(expect.objectContaining({ code: 'argument' }));
});
