/** Work that fails, and calls that could never work. */
import {
  add,
  astype,
  type Backend,
  broadcastTo,
  concat,
  conv2d,
  createBackend,
  exp,
  matmul,
  multiply,
  permuteDims,
  reshape,
  slice,
  sum,
  take,
  tensor,
  where,
  zeros,
} from '@x/tensor';
import { type ConformanceCase, group } from './case.js';
import { check, expectRejects, expectThrows } from './expect.js';

async function refuses(backend: Backend): Promise<void> {
  using a = zeros([2, 3], { backend });
  using b = zeros([4, 5], { backend });
  using whole = zeros([2, 3], { dtype: 'int32', backend });
  using image = zeros([1, 4, 4, 3], { backend });
  using kernel = zeros([2, 3, 3, 4], { backend });
  expectThrows('shape', 'add of [2,3] and [4,5]', () => add(a, b));
  expectThrows('dtype', 'add of float32 and int32', () => add(a, whole));
  expectThrows('dtype', 'exp of int32', () => exp(whole));
  expectThrows('shape', 'matmul of [2,3] and [4,5]', () => matmul(a, b));
  expectThrows('shape', 'reshape to [5]', () => reshape(a, [5]));
  expectThrows('shape', 'broadcastTo [3,3]', () => broadcastTo(a, [3, 3]));
  expectThrows('shape', 'conv2d of 3 channels by 4', () => conv2d(image, kernel));
  expectThrows('dtype', 'where by a float', () => where(a, a, a));
  expectThrows('shape', 'permuteDims of [0,0]', () => permuteDims(a, [0, 0]));
  expectThrows('shape', 'concat of [2,3] and [4,5]', () => concat([a, b]));
}

export function failureCases(): ConformanceCase[] {
  return group('failures', [
    ['calls that could never work are refused at the call', ({ backend }) => refuses(backend)],
    [
      'take outside rejects with argument, and so does what follows from it',
      async ({ backend }) => {
        using x = tensor([1, 2, 3], { backend });
        for (const outside of [3, -4]) {
          using indices = tensor([0, outside], { dtype: 'int32', backend });
          using taken = take(x, indices);
          using doubled = multiply(taken, 2);
          using total = sum(doubled);
          await expectRejects('argument', `take at ${outside}`, () => taken.data());
          await expectRejects('argument', 'ready() of it', () => taken.ready());
          await expectRejects('argument', 'a sum of it', () => total.data());
        }
      },
    ],
    [
      'after failed work the backend goes on',
      async ({ backend }) => {
        using x = tensor([1, 2, 3], { backend });
        using indices = tensor([9], { dtype: 'int64', backend });
        using taken = take(x, indices);
        using sound = add(x, x);
        await expectRejects('argument', 'take at 9', () => taken.data());
        check((await sound.data()).join() === '2,4,6', 'work beside the failed one must be right');
        using later = add(x, 1);
        check((await later.data()).join() === '2,3,4', 'work after it must be right');
      },
    ],
    [
      'work too large for any memory rejects, and the backend goes on',
      async ({ backend }) => {
        // A pebibyte: more than a process can address.
        const side = 2 ** 24;
        using row = zeros([1, side], { backend });
        using column = zeros([side, 1], { backend });
        using product = matmul(column, row);
        using total = add(product, 1);
        await expectRejects('out-of-memory', 'a product of 2^48 elements', () => product.ready());
        await expectRejects('out-of-memory', 'a sum with it', () => total.ready());
        using small = tensor([1], { backend });
        using later = add(small, 1);
        check((await later.item()) === 2, 'work after it must be right');
      },
    ],
    [
      'failed work nobody reads does no harm',
      async ({ backend }) => {
        using x = tensor([1], { backend });
        using indices = tensor([5], { dtype: 'int32', backend });
        take(x, indices).dispose();
        using later = add(x, 1);
        check((await later.item()) === 2, 'work after it must be right');
      },
    ],
    [
      'a disposed tensor is refused',
      async ({ backend }) => {
        const x = zeros([2], { backend });
        x.dispose();
        expectThrows('disposed', 'add', () => add(x, 1));
        await expectRejects('disposed', 'data()', () => x.data());
        await expectRejects('disposed', 'bytes()', () => x.bytes());
        await expectRejects('disposed', 'ready()', () => x.ready());
        x.dispose();
      },
    ],
    [
      'tensors of two backends are refused, to() moves them',
      async ({ backend }) => {
        const other = await createBackend('reference');
        try {
          using here = tensor([1, 2], { backend });
          using there = tensor([10, 20], { backend: other });
          expectThrows('backend-mismatch', 'add', () => add(here, there));
          using moved = await there.to(backend);
          using total = add(here, moved);
          check((await total.data()).join() === '11,22', 'the sum after to() must be right');
          using back = await total.to(other);
          check((await back.data()).join() === '11,22', 'and so must it be back there');
        } finally {
          await other.close();
        }
      },
    ],
    [
      'a closed backend is refused',
      async ({ makeBackend }) => {
        const closed = await makeBackend();
        const x = zeros([2], { backend: closed });
        await closed.close();
        expectThrows('closed', 'zeros', () => zeros([2], { backend: closed }));
        expectThrows('closed', 'astype', () => astype(x, 'int32'));
        expectThrows('closed', 'slice', () => slice(x, [[0, 1]]));
        await expectRejects('closed', 'data()', () => x.data());
        x.dispose();
        await closed.close();
      },
    ],
  ]);
}
