import { readFileSync } from 'node:fs';
import { type Backend, type DType, fromBytes, type Tensor, tidy } from '@x/tensor';
import { openSafetensors, type WeightsSource } from '@x/weights';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import {
  Attention,
  BatchNorm2d,
  Conv2d,
  Downsample,
  Embedding,
  GELU,
  GroupNorm,
  type Layer,
  LayerNorm,
  Linear,
  Module,
  normActConv,
  type ParameterSource,
  ReLU,
  RMSNorm,
  SiLU,
  SwiGLU,
  Upsample,
} from '../src/index.js';

const folder = new URL('../../../test-fixtures/nn/', import.meta.url).pathname;
const families = ['activations', 'attention', 'conv2d', 'embedding', 'linear', 'norms', 'resampling'];
const fixtures = families.map((name) => ({
  name,
  cases: (JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as { cases: Case[] }).cases,
}));

interface Case {
  readonly name: string;
  readonly layer: string;
  readonly dtype: 'float32' | 'bfloat16';
  readonly options: Record<string, unknown>;
  readonly parameters: readonly string[];
  readonly torchMaxError: number;
}

type Run = (x: Tensor, context?: Tensor) => Tensor;

/** Nearest enlargement and its convolution in one call, as diffusers' Upsample2D. */
class Upsample2D extends Module {
  readonly conv: Conv2d;
  constructor({ channels }: { channels: number }) {
    super();
    this.conv = new Conv2d({ inChannels: channels, outChannels: channels, kernelSize: 3, padding: 1 });
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the options are JSON, checked by the constructors
function make(layer: string, options: any): { module: Module; run: Run } {
  const plain = (module: Layer) => ({ module, run: (x: Tensor) => module.forward(x) });
  switch (layer) {
    case 'Attention': {
      const module = new Attention(options);
      return { module, run: (x, context) => module.forward(x, { encoderHiddenStates: context ?? null }) };
    }
    case 'Upsample2D': {
      const module = new Upsample2D(options);
      return { module, run: (x) => normActConv(x, { conv: module.conv, upsample: 2 }).output };
    }
    case 'Downsample2D':
      return plain(new Downsample(options));
    case 'BatchNorm2d':
      return plain(new BatchNorm2d(options));
    case 'Conv2d':
      return plain(new Conv2d(options));
    case 'Embedding':
      return plain(new Embedding(options));
    case 'GELU':
      return plain(new GELU(options));
    case 'GroupNorm':
      return plain(new GroupNorm(options));
    case 'LayerNorm':
      return plain(new LayerNorm(options));
    case 'Linear':
      return plain(new Linear(options));
    case 'RMSNorm':
      return plain(new RMSNorm(options));
    case 'ReLU':
      return plain(new ReLU());
    case 'SiLU':
      return plain(new SiLU());
    case 'SwiGLU':
      return plain(new SwiGLU());
    case 'Upsample':
      return plain(new Upsample(options));
    default:
      throw new Error(`no layer for ${layer}`);
  }
}

const dtypeOf: Record<string, DType> = { F32: 'float32', BF16: 'bfloat16', I64: 'int64', I32: 'int32' };

async function stored(file: WeightsSource, name: string, backend: Backend): Promise<Tensor> {
  const { dtype, shape } = file.info(name);
  return fromBytes(await file.read(name), { shape, dtype: dtypeOf[dtype]!, backend });
}

/** The parameters of one case, without its prefix. */
function parametersOf(file: WeightsSource, { name, parameters }: Case): ParameterSource {
  return {
    keys: () => parameters,
    get: (parameter) => {
      if (!parameters.includes(parameter)) return undefined;
      const { dtype, shape } = file.info(`${name}.${parameter}`);
      return { dtype: dtypeOf[dtype]!, shape, read: () => file.read(`${name}.${parameter}`) };
    },
  };
}

/** Float32: four times PyTorch's own error. bfloat16: that, or one rounding of the largest element. */
const tolerance = ({ dtype, torchMaxError }: Case, largest: number): number =>
  dtype === 'float32'
    ? Math.max(4 * torchMaxError, 2e-6 * Math.max(1, largest))
    : Math.max(2 * torchMaxError, largest / 256);

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend.close());

    describe.each(fixtures)('$name as in PyTorch', ({ name: family, cases }) => {
      let file: WeightsSource;
      beforeAll(async () => {
        file = await openSafetensors(`${folder}${family}.safetensors`);
      });
      afterAll(() => file.close());

      test.each(cases)('$name', async (entry) => {
        const { module, run } = make(entry.layer, entry.options);
        await module.loadParameters(parametersOf(file, entry), { backend });
        const x = await stored(file, `${entry.name}.input`, backend);
        const context = file.has(`${entry.name}.context`)
          ? await stored(file, `${entry.name}.context`, backend)
          : undefined;
        const results: [string, Tensor][] = [['output', tidy(() => run(x, context))]];
        if (module instanceof BatchNorm2d) results.push(['denormalized', tidy(() => module.denormalize(x))]);
        for (const [what, result] of results) {
          const expected = await stored(file, `${entry.name}.${what}`, backend);
          expect(result.shape).toEqual(expected.shape);
          expect(result.dtype).toBe(entry.dtype);
          const [got, wanted] = [await result.data(), await expected.data()];
          let [worst, largest] = [0, 0];
          for (let i = 0; i < wanted.length; i++) {
            worst = Math.max(worst, Math.abs(Number(got[i]) - Number(wanted[i])));
            largest = Math.max(largest, Math.abs(Number(wanted[i])));
          }
          expect(worst).toBeLessThanOrEqual(tolerance(entry, largest));
        }
      });
    });
  });
}
