import { type Backend, createBackend, randomNormal, type Tensor } from '@x/tensor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Attention, Conv2d, GroupNorm, Mish, type Module, normActConv } from '../src/index.js';

let backend: Backend;
beforeAll(async () => {
  backend = await createBackend('reference');
});
afterAll(() => backend.close());

function filled<M extends Module>(module: M): M {
  for (const [, parameter] of module.namedParameters()) {
    parameter.set(randomNormal(parameter.heldShape, { seed: 1, backend }));
  }
  return module;
}

const options = { queryDim: 4, heads: 2, dimHead: 2, bias: true, normNumGroups: 2, residualConnection: true };
const attention = () => filled(new Attention(options));
const random = (shape: number[]) => randomNormal(shape, { seed: 2, backend });

// Without a tidy around them.
test.each<[string, () => { modules: Module[]; inputs: Tensor[]; run: (inputs: Tensor[]) => Tensor }]>([
  [
    'Attention.forward',
    () => {
      const layer = attention();
      return { modules: [layer], inputs: [random([1, 3, 5, 4])], run: ([x]) => layer.forward(x!) };
    },
  ],
  [
    'Attention.attend',
    () => {
      const layer = attention();
      const inputs = [...Array.from({ length: 3 }, () => random([1, 15, 4])), random([1, 3, 5, 4])];
      return { modules: [layer], inputs, run: ([q, k, v, x]) => layer.attend(q!, k!, v!, x!) };
    },
  ],
  [
    'normActConv with an activation that is composed',
    () => {
      const norm = filled(new GroupNorm({ numGroups: 2, numChannels: 4 }));
      const conv = filled(new Conv2d({ inChannels: 4, outChannels: 4, kernelSize: 3, padding: 1 }));
      const run = ([x]: Tensor[]) => normActConv(x!, { norm, activation: new Mish(), conv }).output;
      return { modules: [norm, conv], inputs: [random([1, 3, 5, 4])], run };
    },
  ],
])('%s leaves nothing but its result', async (_, make) => {
  const { modules, inputs, run } = make();
  const before = backend.memory().tensors;
  const result = run(inputs);
  expect(backend.memory().tensors).toBe(before + 1);
  await result.data();
  for (const made of [result, ...inputs, ...modules]) made.dispose();
});
