import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  add,
  type Backend,
  createBackend,
  isTensor,
  keep,
  softmax,
  split,
  type Tensor,
  tensor,
  tidy,
  zeros,
} from '@x/tensor';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let backend: Backend;
const live = () => backend.memory().tensors;

beforeEach(async () => {
  backend = await createBackend('reference');
});
afterEach(() => backend.close());

describe('dispose', () => {
  test('counts handles, views too, and frees bytes', async () => {
    const a = zeros([1024], { backend });
    const b = a.reshape([2, 512]);
    expect(live()).toBe(2);
    await backend.sync();
    expect(backend.memory().bytes).toBeGreaterThanOrEqual(4096);
    a.dispose();
    a.dispose();
    expect([live(), a.isDisposed, b.isDisposed]).toEqual([1, true, false]);
    expect(await b.data()).toHaveLength(1024);
    b[Symbol.dispose]();
    await backend.sync();
    expect(backend.memory()).toMatchObject({ tensors: 0, bytes: 0 });
  });

  test('a disposed tensor is refused everywhere, and still tells its shape', async () => {
    const a = zeros([2], { backend });
    const b = zeros([2], { backend });
    a.dispose();
    expect(a.shape).toEqual([2]);
    const refused = { code: 'disposed' };
    for (const use of [() => add(a, b), () => add(b, a), () => a.reshape([2]), () => softmax(a)]) {
      expect(use).toThrow(expect.objectContaining(refused));
    }
    for (const read of [a.data(), a.bytes(), a.ready(), a.to(backend)]) {
      await expect(read).rejects.toMatchObject(refused);
    }
  });

  test('while a read is in flight', async () => {
    const a = tensor([1, 2, 3], { backend });
    const sum = a.add(1);
    const read = sum.data();
    sum.dispose();
    a.dispose();
    expect(await read).toEqual(Float32Array.of(2, 3, 4));
  });

  test('of inputs never happens in an op, and scalars are not counted', () => {
    const a = zeros([2], { backend });
    const b = a.add(1).multiply(a);
    expect([a.isDisposed, b.isDisposed, live()]).toEqual([false, false, 3]);
  });

  test('what nobody holds is released in the end', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    (() => {
      for (let i = 0; i < 20; i++) zeros([10], { backend });
    })();
    expect(live()).toBe(20);
    for (let round = 0; round < 50 && live() > 0; round++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(live()).toBe(0);
  });
});

describe('tidy', () => {
  test('disposes what is made in it but for what it returns', async () => {
    const a = tensor([1, 2], { backend });
    const result = tidy(() => a.add(1).multiply(2));
    expect([live(), a.isDisposed]).toEqual([2, false]);
    expect(await result.data()).toEqual(Float32Array.of(4, 6));
  });

  test('keeps tensors within arrays and plain objects, and follows circles', () => {
    const result = tidy(() => {
      const x = zeros([4], { backend });
      const value = { parts: split(x, 2), deep: [{ x }], n: 1, none: null, self: null as unknown };
      value.self = value;
      x.add(1);
      return value;
    });
    expect(live()).toBe(3);
    expect(result.deep[0]!.x.isDisposed).toBe(false);
  });

  test('knows arrays and objects of another realm', () => {
    const wrap = runInNewContext('(x) => ({ list: [x] })') as (x: Tensor) => { list: Tensor[] };
    const result = tidy(() => wrap(zeros([1], { backend })));
    expect(result.list[0]!.isDisposed).toBe(false);
  });

  test('does not look into other objects', () => {
    class Holder {
      readonly x = zeros([1], { backend });
    }
    const holder = tidy(() => new Holder());
    expect([holder.x.isDisposed, live()]).toEqual([true, 0]);
  });

  test('hands survivors to the scope around it', () => {
    let inner: Tensor | undefined;
    const outer = tidy(() => {
      inner = tidy(() => zeros([1], { backend }).add(1));
      expect([live(), inner.isDisposed]).toEqual([1, false]);
      return inner.add(1);
    });
    expect([inner!.isDisposed, outer.isDisposed, live()]).toEqual([true, false, 1]);
  });

  test('returning a tensor from outside leaves it where it was', () => {
    const a = zeros([1], { backend });
    tidy(() => a);
    expect(a.isDisposed).toBe(false);
    a.dispose();
    expect(live()).toBe(0);
  });

  test('disposes all when it throws, and passes the error on', () => {
    const error = new Error('mine');
    expect(() =>
      tidy(() => {
        zeros([1], { backend });
        tidy(() => {
          zeros([1], { backend });
          throw error;
        });
      }),
    ).toThrow(error);
    expect(live()).toBe(0);
    const after = zeros([1], { backend });
    expect(after.isDisposed).toBe(false);
  });

  test('refuses a Promise, disposes, and leaves no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    expect(() =>
      tidy(async () => {
        const x = zeros([1], { backend });
        await x.data();
        return x.add(1);
      }),
    ).toThrow(expect.objectContaining({ code: 'argument', op: 'tidy' }));
    await backend.sync();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('refuses what is no function', () => {
    expect(() => tidy(5 as never)).toThrow('[tidy] fn must be a function; got 5');
  });

  test('keep takes a tensor out of all scopes', () => {
    let kept: Tensor | undefined;
    tidy(() => {
      tidy(() => {
        kept = keep(zeros([1], { backend }));
      });
    });
    expect([kept!.isDisposed, live()]).toEqual([false, 1]);
  });
});

test('a closed backend refuses its tensors; closing twice is fine', async () => {
  const a = zeros([2], { backend });
  await backend.close();
  await backend.close();
  expect(backend.isClosed).toBe(true);
  const refused = { code: 'closed' };
  expect(() => a.add(1)).toThrow(expect.objectContaining(refused));
  expect(() => zeros([2], { backend })).toThrow(expect.objectContaining(refused));
  expect(() => backend.memory()).toThrow(expect.objectContaining(refused));
  await expect(a.data()).rejects.toMatchObject(refused);
  await expect(backend.sync()).rejects.toMatchObject(refused);
  a.dispose();
  expect(a.isDisposed).toBe(true);
});

test('isTensor', () => {
  expect([isTensor(zeros([1], { backend })), isTensor({}), isTensor(null), isTensor(1)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
