import {
  add,
  backendNames,
  createBackend,
  defaultBackend,
  registerBackend,
  TensorError,
  tensor,
  zeros,
} from '@x/tensor';
import { afterEach, expect, test, vi } from 'vitest';
import { mlxHasGpu } from '../../src/backends/mlx/index.js';
import { createReferenceDriver } from '../../src/backends/reference/index.js';
import { recordingDriver } from './driver.js';

afterEach(async () => {
  await defaultBackend().close();
  vi.unstubAllEnvs();
});

test('knows the built-in names', () => {
  expect(backendNames()).toEqual(expect.arrayContaining(['reference', 'cpu', 'mlx']));
});

test('an unknown name is an error that lists the known ones', async () => {
  const refused = createBackend('cuda');
  await expect(refused).rejects.toBeInstanceOf(TensorError);
  await expect(refused).rejects.toMatchObject({
    code: 'backend-unknown',
    message: expect.stringMatching(/must be one of reference.*; got 'cuda'$/),
  });
  await expect(createBackend(undefined as never)).rejects.toMatchObject({ code: 'argument' });
});

test('options of the wrong kind are refused', async () => {
  for (const options of [{ threads: 0 }, { threads: 1.5 }, { threads: '2' }, { cacheBytes: -1 }, 5, null]) {
    await expect(createBackend('reference', options as never)).rejects.toMatchObject({ code: 'argument' });
  }
});

test('a backend that cannot be had says why and is never replaced', async () => {
  const cause = new Error('no such processor');
  registerBackend('front-broken', () => {
    throw cause;
  });
  await expect(createBackend('front-broken')).rejects.toMatchObject({
    code: 'backend-unavailable',
    cause,
    message: "[createBackend] backend 'front-broken' must be available; no such processor",
  });
  registerBackend('front-rejecting', () => Promise.reject(cause));
  await expect(createBackend('front-rejecting')).rejects.toMatchObject({
    code: 'backend-unavailable',
    cause,
  });
});

test('a factory that returns no whole driver is told what it lacks', async () => {
  registerBackend('front-empty', () => ({}) as never);
  await expect(createBackend('front-empty')).rejects.toMatchObject({
    code: 'backend-unavailable',
    message: expect.stringContaining('it lacks description, fromBytes, read'),
  });
  const { driver } = recordingDriver();
  const lame = Object.create(driver, { conv2d: { value: 5 }, close: { value: undefined } });
  registerBackend('front-lame', () => lame);
  await expect(createBackend('front-lame')).rejects.toMatchObject({
    code: 'backend-unavailable',
    message: expect.stringMatching(/it lacks conv2d, close$/),
  });
});

test("a driver's refusal of options passes through", async () => {
  const cause = new TensorError('argument', 'mine', 'colour must be blue; got red');
  registerBackend('front-picky', () => {
    throw cause;
  });
  await expect(createBackend('front-picky', { colour: 'red' })).rejects.toBe(cause);
});

test('a third party registers once, and is called in the order of the API calls', async () => {
  const { driver, calls } = recordingDriver();
  const factory = vi.fn(() => driver);
  registerBackend('front-third', factory);
  registerBackend('front-third', factory);
  expect(() => registerBackend('front-third', () => driver)).toThrow('name must be free');
  expect(() => registerBackend('reference', factory)).toThrow('name must be free');
  expect(() => registerBackend('', factory)).toThrow('name must be a string');
  expect(() => registerBackend('front-none', null as never)).toThrow('factory must be a function');

  const backend = await createBackend('front-third', { own: 'option' });
  expect(factory).toHaveBeenCalledWith({ own: 'option' });
  expect([backend.name, backend.description]).toEqual(['front-third', driver.description]);
  const a = tensor([1, 2], { backend });
  const b = a.add(1).reshape([2, 1]);
  const read = b.data();
  expect(calls).toEqual(['fromBytes', 'fill', 'binary', 'dispose', 'reshape', 'read']);
  expect(await read).toEqual(Float32Array.of(2, 3));
  await backend.close();
});

test('mixing two backends names both', async () => {
  const { driver } = recordingDriver();
  registerBackend('front-other', () => driver);
  const [one, two, three] = await Promise.all([
    createBackend('reference'),
    createBackend('front-other'),
    createBackend('reference'),
  ]);
  const [a, b, c] = [one, two, three].map((backend) => zeros([1], { backend }));
  expect(() => add(a!, b!)).toThrow(
    "[add] tensors must be on one backend; got 'reference' and 'front-other' (use await t.to(backend))",
  );
  expect(() => add(a!, c!)).toThrow(expect.objectContaining({ code: 'backend-mismatch' }));
  expect(() => add(a!, c!)).toThrow("two backends named 'reference'");
  await Promise.all([one.close(), two.close(), three.close()]);
});

test('the default is created once, and again after it was closed', async () => {
  vi.stubEnv('X_TENSOR_BACKEND', 'reference');
  const first = defaultBackend();
  expect(first.name).toBe('reference');
  expect(defaultBackend()).toBe(first);
  expect(tensor(1).backend).toBe(first);
  await first.close();
  expect(defaultBackend()).not.toBe(first);
});

test('without X_TENSOR_BACKEND the default is mlx on a GPU, else cpu, else reference', async () => {
  vi.stubEnv('X_TENSOR_BACKEND', '');
  const cpu = await createBackend('cpu').catch((error: TensorError) => error.code);
  const expected = mlxHasGpu() ? 'mlx' : cpu === 'backend-unavailable' ? 'reference' : 'cpu';
  expect(defaultBackend().name).toBe(expected);
  if (typeof cpu !== 'string') await cpu.close();
});

test('X_TENSOR_BACKEND names the default, and an unknown or broken one is an error', () => {
  registerBackend('front-default', () => createReferenceDriver({}));
  vi.stubEnv('X_TENSOR_BACKEND', 'front-default');
  expect(defaultBackend().name).toBe('front-default');
});

test('X_TENSOR_BACKEND with a name nobody knows', () => {
  vi.stubEnv('X_TENSOR_BACKEND', 'nobody');
  expect(() => defaultBackend()).toThrow(expect.objectContaining({ code: 'backend-unknown' }));
  expect(() => defaultBackend()).toThrow(/X_TENSOR_BACKEND must be one of .*; got 'nobody'/);
  vi.stubEnv('X_TENSOR_BACKEND', 'reference');
});

test('an asynchronous factory is the default only once it was created', async () => {
  registerBackend('front-slow', async () => createReferenceDriver({}));
  vi.stubEnv('X_TENSOR_BACKEND', 'front-slow');
  expect(() => defaultBackend()).toThrow(expect.objectContaining({ code: 'backend-unavailable' }));
  const backend = await createBackend('front-slow');
  expect(defaultBackend()).toBe(backend);
});

test('a backend is refused where it is none', () => {
  expect(() => zeros([1], { backend: 'cpu' as never })).toThrow(
    "[zeros] backend must be a Backend; got 'cpu'",
  );
});
