import { createBackend, zeros } from '@x/tensor';
import { expect, test } from 'vitest';
import { NnError, rotaryTables, SwiGLU } from '../src/index.js';

test('rotary tables are the cosines and sines of positions by frequencies', async () => {
  const backend = await createBackend('reference');
  const { cos, sin } = rotaryTables(
    [
      [0, 0],
      [3, 5],
    ],
    { axesDim: [2, 4], theta: 100, backend },
  );
  expect([cos.shape, sin.shape]).toEqual([
    [2, 3],
    [2, 3],
  ]);
  // Axis 0 has one pair; axis 1 has two, of frequencies 1 and 100^(-2/4) = 0.1.
  const angles = [0, 0, 0, 3, 5, 0.5];
  expect(await cos.data()).toEqual(Float32Array.from(angles, Math.cos));
  expect(await sin.data()).toEqual(Float32Array.from(angles, Math.sin));
  await backend.close();
});

test('what can never work is refused', async () => {
  expect(() => rotaryTables([[1]], { axesDim: [3] })).toThrow('axesDim must be even; got [3]');
  expect(() => rotaryTables([[1, 2]], { axesDim: [4] })).toThrow('must have 1 coordinates; got 2');
  expect(() => rotaryTables([[1]], { axesDim: [0] })).toThrow(NnError);
  const backend = await createBackend('reference');
  expect(() => new SwiGLU().forward(zeros([2, 3], { backend }))).toThrow('must be even; got [2,3]');
  await backend.close();
});
