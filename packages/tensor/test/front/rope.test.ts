import { createBackend, rope, zeros } from '@x/tensor';
import { expect, test } from 'vitest';

test('rope refuses shapes, types and options that can never work', async () => {
  const backend = await createBackend('reference');
  const [x, cos, half] = [
    zeros([2, 3, 4], { backend }),
    zeros([3, 2], { backend }),
    zeros([3, 2], { dtype: 'float16', backend }),
  ];
  const refused = (call: () => unknown, code: string, message: string) =>
    expect(call).toThrow(expect.objectContaining({ code, message: `[rope] ${message}` }));
  refused(
    () => rope(zeros([3, 5], { backend }), cos, cos),
    'shape',
    'x must be […, N, D] with an even D; got [3,5]',
  );
  refused(
    () => rope(zeros([4], { backend }), cos, cos),
    'shape',
    'x must be […, N, D] with an even D; got [4]',
  );
  refused(() => rope(x, zeros([4, 2], { backend }), cos), 'shape', 'cos must be [3,2]; got [4,2]');
  refused(() => rope(x, cos, half), 'dtype', 'sin must be float32; got float16');
  refused(
    () => rope(x, cos, cos, { interleaved: 1 as never }),
    'argument',
    'interleaved must be a boolean; got 1',
  );
  refused(
    () => rope(zeros([3, 4], { dtype: 'int32', backend }), cos, cos),
    'dtype',
    'dtype must be a float; got int32',
  );
  await backend.close();
});
