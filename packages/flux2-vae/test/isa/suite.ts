/** The sample on one instruction set of `cpu`, which is chosen once a process: each set has a file of its own. */
import { type Backend, createBackend, type DType, type Precision, TensorError } from '@x/tensor';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AutoencoderKLFlux2, readLatents } from '../../src/index.js';
import { difference, readFloatsNpy, sample, take } from '../support/fixtures.js';

interface Case {
  readonly dtype: DType;
  readonly precision: Precision;
  readonly max: number;
  readonly rms: number;
}

/** On [0,1], against diffusers in float64. */
const cases: readonly Case[] = [
  { dtype: 'float32', precision: 'highest', max: 2e-5, rms: 5e-6 },
  { dtype: 'float32', precision: 'high', max: 5e-5, rms: 1e-5 },
  { dtype: 'float32', precision: 'medium', max: 6e-2, rms: 7e-3 },
  { dtype: 'bfloat16', precision: 'highest', max: 6e-2, rms: 6e-3 },
  { dtype: 'bfloat16', precision: 'medium', max: 6e-2, rms: 7e-3 },
  { dtype: 'float16', precision: 'highest', max: 6e-2, rms: 6e-3 },
];

/** Null, or why this process can't compute with the named set. */
async function reasonToSkip(name: string): Promise<string | null> {
  process.env.X_TENSOR_CPU_ISA = name;
  try {
    const backend = await createBackend('cpu');
    const used = backend.description.split(', ')[1]!;
    await backend.close();
    const isUsed = used === name || (name === 'portable' && ['sse2', 'neon'].includes(used));
    return isUsed ? null : `this machine and build have ${used}`;
  } catch (error) {
    if (!(error instanceof TensorError) || error.code !== 'backend-unavailable') throw error;
    if (process.env.CI === 'true') throw error;
    return error.message;
  }
}

export async function testInstructionSet(name: string): Promise<void> {
  const reason = await reasonToSkip(name);
  if (reason !== null) {
    console.warn(`skipped: cpu on ${name}: ${reason}`);
    test(`cpu on ${name}`, ({ skip }) => skip(`cpu on ${name}: ${reason}`));
    return;
  }
  describe(`cpu on ${name}`, () => {
    let backend: Backend;
    beforeAll(async () => {
      backend = await createBackend('cpu');
    });
    afterAll(() => backend.close());

    test.each(cases)(
      'the sample in $dtype at $precision',
      async ({ dtype, precision, max, rms }) => {
        const latents = await readLatents(`${sample}/astronaut-256.latents.safetensors`);
        const expected = await readFloatsNpy(`${sample}/astronaut-256.decoded.npy`);
        const vae = await AutoencoderKLFlux2.load(sample, { backend, dtype, precision });
        const { data } = await take(await vae.decode(latents));
        vae.dispose();
        const error = difference(data, expected.data);
        const figures = `max ${error.max.toExponential(2)}, rms ${error.rms.toExponential(2)}`;
        console.info(`cpu on ${name}, ${dtype}, ${precision}: ${figures}`);
        expect(error.max).toBeLessThanOrEqual(max);
        expect(error.rms).toBeLessThanOrEqual(rms);
      },
      240_000,
    );
  });
}
