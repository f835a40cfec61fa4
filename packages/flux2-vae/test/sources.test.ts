import { type Backend, tensor } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import {
  AutoencoderKLFlux2,
  type DecodeOptions,
  type LatentLayout,
  type LoadVaeOptions,
} from '../src/index.js';
import { difference, type FloatArray, fixtures, readFloats, take, toNhwc } from './support/fixtures.js';

const sources = `${fixtures}sources`;
const single = `${sources}/single-file`;
const models = `${sources}/ollama-models`;
const tiny = `${fixtures}vae/tiny`;

interface SourceForm {
  readonly form: string;
  readonly source: string;
  readonly options?: LoadVaeOptions;
  /** Where `packed`, `raw` and `pixels` are. Default: those of `vae/tiny`. */
  readonly expected?: string;
  /** Without batch-norm statistics. */
  readonly rawOnly?: boolean;
}

const given = { config: `${single}/config.json` };

const forms: readonly SourceForm[] = [
  { form: 'diffusers folder', source: tiny },
  {
    form: 'its weights file, config given',
    source: `${tiny}/diffusion_pytorch_model.safetensors`,
    options: given,
  },
  { form: 'pipeline folder, three shards', source: `${sources}/pipeline` },
  { form: 'shards of its vae folder', source: `${sources}/pipeline/vae` },
  {
    form: 'fp16 variant',
    source: `${sources}/fp16`,
    expected: `${sources}/fp16`,
    options: { variant: 'fp16' },
  },
  { form: 'bf16 variant, the only one', source: `${sources}/bf16`, expected: `${sources}/bf16` },
  { form: 'BFL file', source: `${single}/ae.safetensors`, options: given },
  { form: 'BFL file, flat quant convs', source: `${single}/ae-flat-quant-convs.safetensors`, options: given },
  {
    form: 'BFL file, affine batch norm',
    source: `${single}/ae-affine.safetensors`,
    options: given,
    expected: `${single}/ae-affine.expected.safetensors`,
  },
  { form: 'BFL decoder', source: `${single}/ae-decoder.safetensors`, options: given, rawOnly: true },
  {
    form: 'BFL decoder, bare names',
    source: `${single}/ae-decoder-bare.safetensors`,
    options: given,
    rawOnly: true,
  },
  {
    form: 'diffusers decoder',
    source: `${single}/diffusers-decoder.safetensors`,
    options: given,
    rawOnly: true,
  },
  {
    form: 'BFL file, config inferred',
    source: `${sources}/inferred/ae.safetensors`,
    expected: `${sources}/inferred/expected`,
  },
  {
    form: 'manifest file',
    source: `${models}/manifests/registry.ollama.ai/library/flux2-tiny/latest`,
  },
  { form: 'ollama:NAME', source: 'ollama:flux2-tiny', options: { modelsDir: models } },
  {
    form: 'ollama:HOST/NAMESPACE/NAME:TAG',
    source: 'ollama:example.com/someone/flux2-tiny:v1',
    options: { modelsDir: models },
  },
];

const tokens = ({ data, shape }: FloatArray): FloatArray => {
  const nhwc = toNhwc({ data, shape });
  const [batch, height, width, channels] = nhwc.shape as [number, number, number, number];
  return { data: nhwc.data, shape: [batch, height * width, channels] };
};

const layouts: Record<LatentLayout, { from: 'packed' | 'raw'; arrange: (x: FloatArray) => FloatArray }> = {
  'packed-nhwc': { from: 'packed', arrange: toNhwc },
  'packed-nchw': { from: 'packed', arrange: (x) => x },
  tokens: { from: 'packed', arrange: tokens },
  'raw-nhwc': { from: 'raw', arrange: toNhwc },
  'raw-nchw': { from: 'raw', arrange: (x) => x },
};

for (const { title, skipped, create } of await testBackends()) {
  describe.skipIf(skipped !== null)(title, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend.close());

    describe.each(forms)('$form', ({ source, options, expected = tiny, rawOnly = false }) => {
      const file = expected.endsWith('.safetensors') ? expected : `${expected}/expected.safetensors`;
      let vae: AutoencoderKLFlux2;
      beforeAll(async () => {
        vae = await AutoencoderKLFlux2.load(source, { ...options, backend });
      });
      afterAll(() => vae?.dispose());

      for (const [layout, { from, arrange }] of Object.entries(layouts) as [
        LatentLayout,
        (typeof layouts)[LatentLayout],
      ][]) {
        if (rawOnly && from === 'packed') {
          test(`${layout}: refused, since there are no statistics`, async () => {
            const latents = arrange(await readFloats(file, from));
            await expect(vae.decode({ ...latents, layout, height: 16, width: 12 })).rejects.toThrowError(
              expect.objectContaining({
                code: 'layout',
                message: expect.stringContaining('bn.running_mean'),
              }),
            );
          });
          continue;
        }
        test.each(['data', 'tensor'] as const)(`${layout} as %s`, async (kind) => {
          const { data, shape } = arrange(await readFloats(file, from));
          const pixels = await readFloats(file, 'pixels');
          const [, , height, width] = pixels.shape as [number, number, number, number];
          const how: DecodeOptions = { layout, ...(layout === 'tokens' && { height, width }) };
          const latents = kind === 'data' ? { data, shape } : tensor(data, { shape, backend });
          const picture = await take(await vae.decode(latents, how));
          if (kind === 'tensor') (latents as ReturnType<typeof tensor>).dispose();
          expect(picture.shape).toEqual(pixels.shape);
          expect(difference(picture.data, pixels.data).max).toBeLessThanOrEqual(2e-5);
        });
      }
    });
  });
}
