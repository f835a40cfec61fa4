import { type Backend, createBackend, randomNormal, type Tensor, tidy } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import {
  Attention,
  Conv2d,
  GroupNorm,
  joinStripes,
  Module,
  ModuleList,
  planBatch,
  planStripes,
  ReLU,
  runBatch,
  runStripes,
  type StripedImage,
  StripeGraph,
  Upsample,
} from '../src/index.js';

const relu = new ReLU();
const conv3 = (inChannels: number, outChannels: number, bias = true) =>
  new Conv2d({ inChannels, outChannels, kernelSize: 3, padding: 1, bias });

/** `relu(conv(relu(conv(x))) + x)`. */
class Block extends Module {
  readonly first: Conv2d;
  readonly second: Conv2d;

  constructor(channels: number) {
    super();
    this.first = conv3(channels, channels);
    this.second = conv3(channels, channels);
  }

  addTo(graph: StripeGraph, name: string, x: StripedImage): StripedImage {
    const scope = graph.within(name);
    const h = scope.conv('first', x, { conv: this.first, outputActivation: relu });
    return scope.conv('second', h, { conv: this.second, outputActivation: relu }, x);
  }

  forward(x: Tensor): Tensor {
    return relu.forward(this.second.forward(relu.forward(this.first.forward(x))).add(x));
  }
}

/** No norm and no statistics: two blocks, enlarged twice, each time followed by another. */
class Chain extends Module {
  readonly in = conv3(3, 8);
  readonly blocks = new ModuleList([new Block(8), new Block(8), new Block(8), new Block(8)]);
  readonly ups = new ModuleList([conv3(8, 8, false), conv3(8, 8, false)]);
  readonly out = conv3(8, 3);

  graph(batch: number, height: number, width: number): StripeGraph {
    const graph = new StripeGraph([batch, height, width, 3]);
    let x = graph.conv('in', graph.input, { conv: this.in, outputActivation: relu });
    for (const [i, block] of [...this.blocks].entries()) {
      x = block.addTo(graph, `blocks.${i}`, x);
      const conv = i > 0 ? this.ups.at(i - 1) : undefined;
      if (conv && i < 3) x = graph.conv(`ups.${i - 1}`, x, { conv, upsample: 2 });
    }
    graph.conv('out', x, { conv: this.out });
    return graph;
  }

  forward(x: Tensor): Tensor {
    return tidy(() => {
      let y = relu.forward(this.in.forward(x));
      for (const [i, block] of [...this.blocks].entries()) {
        y = block.forward(y);
        if (i === 1 || i === 2) y = this.ups.at(i - 1)!.forward(new Upsample({ scaleFactor: 2 }).forward(y));
      }
      return this.out.forward(y);
    });
  }
}

function fill(module: Module, backend: Backend): void {
  for (const [i, [, parameter]] of [...module.namedParameters()].entries()) {
    const fanIn = parameter.heldShape.slice(1).reduce((a, b) => a * b, 1);
    const random = randomNormal(parameter.heldShape, { seed: i, backend });
    parameter.set(random.multiply(1 / Math.sqrt(fanIn)));
    random.dispose();
  }
}

async function worst(a: Tensor, b: Tensor): Promise<number> {
  expect(a.shape).toEqual(b.shape);
  const [left, right] = [(await a.data()) as Float32Array, (await b.data()) as Float32Array];
  return left.reduce((most, value, i) => Math.max(most, Math.abs(value - right[i]!)), 0);
}

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    const chain = new Chain();
    beforeAll(async () => {
      backend = await create();
      fill(chain, backend);
    });
    afterAll(() => backend.close());

    test('a chain of convolutions, ReLU, skips and enlargements is in stripes what it is layer by layer', async () => {
      const options = { backend, dtype: 'float32' } as const;
      const graph = chain.graph(2, 12, 5);
      const whole = planStripes(graph, options).plan!;
      expect(whole.isUndivided).toBe(true);
      const { smallestBytes } = planStripes(graph, { ...options, boundBytes: 1 });
      expect(smallestBytes).toBeLessThan(whole.peakBytes);
      const x = randomNormal([2, 12, 5, 3], { seed: 1, backend });
      const expected = chain.forward(x);
      for (const boundBytes of [smallestBytes!, (smallestBytes! + whole.peakBytes) / 2, undefined]) {
        const { plan } = planStripes(graph, { ...options, boundBytes });
        const found = await joinStripes(await runStripes(plan!, x.multiply(1)));
        // Values of about 1; the same products, some summed in another order.
        expect(await worst(found, expected)).toBeLessThanOrEqual(1e-5);
        found.dispose();
      }
      x.dispose();
      expected.dispose();
    });

    test('a batch runs image by image; its inputs stay', async () => {
      const x = randomNormal([3, 12, 5, 3], { seed: 2, backend });
      const before = backend.memory().tensors;
      const { plan } = planBatch(chain.graph(1, 12, 5), {
        backend,
        dtype: 'float32',
        batch: 3,
        boundBytes: 2 ** 26,
      });
      const seen: number[] = [];
      const found = await runBatch(plan!, x, {
        finish: (stripe) => stripe.permuteDims([0, 3, 1, 2]),
        rowAxis: 2,
        onProgress: ({ done, total }) => seen.push(done / total),
      });
      expect(backend.memory().tensors).toBe(before + 1);
      expect(seen[0]).toBe(0);
      expect(seen.at(-1)).toBe(1);
      const expected = tidy(() => chain.forward(x).permuteDims([0, 3, 1, 2]));
      expect(await worst(found, expected)).toBeLessThanOrEqual(1e-5);
      for (const made of [x, found, expected]) made.dispose();
    });
  });
}

describe('on reference alone', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await createBackend('reference');
  });
  afterAll(() => backend.close());

  test('without norms whole runs of layers go by in stripes: less is held than one of their images', () => {
    const graph = new Chain().graph(1, 64, 64);
    const { smallestBytes } = planStripes(graph, { backend, dtype: 'float32', boundBytes: 1 });
    const largest = 256 * 256 * 8 * 4;
    expect(smallestBytes).toBeLessThan(1.5 * largest);
  });

  test('attention whose input is read again later', async () => {
    const attention = new Attention({ queryDim: 4, heads: 2, dimHead: 4, normNumGroups: 2 });
    const [first, last] = [conv3(3, 4), conv3(4, 4)];
    const norm = new GroupNorm({ numGroups: 2, numChannels: 4 });
    const modules = [attention, first, last, norm];
    for (const module of modules) fill(module, backend);
    const graph = new StripeGraph([1, 9, 4, 3]);
    const x = graph.conv('first', graph.input, { conv: first });
    graph.conv('last', graph.attention('attention', x, attention), { norm, conv: last }, x);
    const input = randomNormal([1, 9, 4, 3], { seed: 3, backend });
    const expected = tidy(() => {
      const h = first.forward(input);
      return last.forward(norm.forward(attention.forward(h))).add(h);
    });
    const options = { backend, dtype: 'float32' } as const;
    const { smallestBytes } = planStripes(graph, { ...options, boundBytes: 1 });
    for (const boundBytes of [smallestBytes!, undefined]) {
      const { plan } = planStripes(graph, { ...options, boundBytes });
      const found = await joinStripes(await runStripes(plan!, input.multiply(1)));
      expect(await worst(found, expected)).toBeLessThanOrEqual(1e-5);
      found.dispose();
    }
    for (const made of [input, expected, ...modules]) made.dispose();
  });

  test('a plan is found again for the same modules, and for no others', () => {
    const [one, other] = [new Chain(), new Chain()];
    const plan = (chain: Chain, rows: number, boundBytes: number) =>
      planStripes(chain.graph(1, rows, 8), { backend, dtype: 'float32', boundBytes }).plan!;
    const first = plan(one, 8, 1e6);
    expect(plan(one, 8, 1e6)).toBe(first);
    expect(plan(other, 8, 1e6)).not.toBe(first);
    expect(plan(one, 9, 1e6)).not.toBe(first);
    expect(plan(one, 8, 2e6)).not.toBe(first);
  });

  test('an input of another shape is refused, and let go of', async () => {
    const { plan } = planStripes(new Chain().graph(1, 8, 8), { backend, dtype: 'float32' });
    const before = backend.memory().tensors;
    const wrong = runStripes(plan!, randomNormal([1, 8, 9, 3], { seed: 1, backend }));
    await expect(wrong).rejects.toMatchObject({ name: 'NnError', code: 'shape' });
    expect(backend.memory().tensors).toBe(before);
  });
});
