import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend, createBackend } from '@x/tensor';
import { encodeSafetensors, openSafetensors, type TensorToWrite, type WeightsSource } from '@x/weights';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AutoencoderKLFlux2, type LoadVaeOptions, type Note, type Progress } from '../src/index.js';
import { difference, fixtures, readFloats, take } from './support/fixtures.js';

const tiny = `${fixtures}vae/tiny`;
const options = { config: `${tiny}/config.json` };

let backend: Backend;
let tensors: Map<string, TensorToWrite>;
beforeAll(async () => {
  backend = await createBackend('reference');
  const file = await openSafetensors(`${tiny}/diffusion_pytorch_model.safetensors`);
  tensors = new Map();
  for (const name of file.names()) {
    const { dtype, shape } = file.info(name);
    tensors.set(name, { dtype, shape, data: await file.read(name) });
  }
  await file.close();
});
afterAll(() => backend.close());

/** The tiny checkpoint with some tensors in place of its own; null takes one away. */
function changed(changes: Record<string, Partial<TensorToWrite> | null>): Promise<WeightsSource> {
  const copy = new Map(tensors);
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) copy.delete(name);
    else copy.set(name, { ...copy.get(name), ...change } as TensorToWrite);
  }
  return openSafetensors(encodeSafetensors(copy));
}

function withValue(name: string, index: number, value: number): Record<string, Partial<TensorToWrite>> {
  const data = Float32Array.from(new Float32Array((tensors.get(name)!.data as Uint8Array).slice().buffer));
  data[index] = value;
  return { [name]: { data } };
}

async function refused(source: WeightsSource, more: LoadVaeOptions = {}): Promise<Error & { code: string }> {
  const before = backend.memory().tensors;
  const error = await AutoencoderKLFlux2.load(source, { ...options, ...more, backend }).then(
    () => undefined,
    (reason: Error & { code: string }) => reason,
  );
  expect(error).toBeDefined();
  expect(backend.memory().tensors).toBe(before);
  expect(error!.message).not.toContain('\n');
  return error!;
}

describe('weights that don’t fit', () => {
  test('missing, unexpected and wrong shapes come at once', async () => {
    const source = await changed({
      'decoder.conv_in.bias': null,
      'encoder.conv_out.bias': null,
      'decoder.extra': { dtype: 'F32', shape: [1], data: new Float32Array(1) },
      'decoder.conv_out.bias': { shape: [4], data: new Float32Array(4) },
    });
    const error = await refused(source);
    expect(error.code).toBe('weights');
    for (const part of [
      'bytes',
      'decoder.conv_in.bias',
      'encoder.conv_out.bias',
      'decoder.extra',
      'decoder.conv_out.bias',
      '[3]',
      '[4]',
    ]) {
      expect(error.message).toContain(part);
    }
  });

  test('of many missing the first few and a count', async () => {
    const without = Object.fromEntries(
      [...tensors.keys()].filter((name) => name.includes('resnets')).map((name) => [name, null]),
    );
    const error = await refused(await changed(without));
    expect(error.message).toMatch(/\d+ missing: .* and \d+ more/);
    expect(error.message.length).toBeLessThan(500);
  });

  test.each([Number.NaN, Number.NEGATIVE_INFINITY])('%s in a weight', async (value) => {
    const error = await refused(await changed(withValue('decoder.conv_in.weight', 5, value)));
    expect(error.code).toBe('weights');
    expect(error.message).toContain('decoder.conv_in.weight');
  });

  test('in a folder, names the file of the weights', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'x-load-'));
    try {
      const weights = join(folder, 'diffusion_pytorch_model.safetensors');
      const bad = withValue('decoder.conv_in.weight', 5, Number.NaN);
      const copy = new Map(tensors);
      copy.set('decoder.conv_in.weight', {
        ...copy.get('decoder.conv_in.weight')!,
        ...bad['decoder.conv_in.weight'],
      });
      await writeFile(weights, encodeSafetensors(copy));
      await copyFile(options.config, join(folder, 'config.json'));
      const error = await AutoencoderKLFlux2.load(folder, { backend }).catch((reason: Error) => reason);
      expect((error as Error).message).toContain(`${weights}: `);
      expect((error as Error).message).toContain('decoder.conv_in.weight');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('integer weights', async () => {
    const error = await refused(
      await changed({ 'decoder.conv_out.bias': { dtype: 'I32', data: new Int32Array(3) } }),
    );
    expect(error.code).toBe('weights');
    for (const part of ['decoder.conv_out.bias', 'int32', 'float']) expect(error.message).toContain(part);
  });

  test('a negative running_var', async () => {
    const error = await refused(await changed(withValue('bn.running_var', 3, -0.25)));
    expect(error.code).toBe('weights');
    for (const part of ['bn.running_var', '-0.25']) expect(error.message).toContain(part);
  });

  test('float16 weights that overflow', async () => {
    const error = await refused(await changed(withValue('decoder.conv_in.weight', 5, 1e6)), {
      dtype: 'float16',
    });
    expect(error.message).toContain('decoder.conv_in.weight');
  });

  test('statistics missing beside an encoder', async () => {
    const error = await refused(await changed({ 'bn.running_mean': null, 'bn.running_var': null }));
    expect(error.message).toContain('bn.running_mean');
  });

  test('one parameter under two names', async () => {
    const error = await refused(
      await changed({ 'decoder.norm_out.weight': tensors.get('decoder.conv_norm_out.weight')! }),
    );
    for (const part of ['decoder.norm_out.weight', 'decoder.conv_norm_out.weight'])
      expect(error.message).toContain(part);
  });

  test('a quantised group', async () => {
    const packed: [string, TensorToWrite][] = [
      ['w', { dtype: 'U32', shape: [1, 1], data: new Uint32Array(1) }],
      ['w.scale', { dtype: 'F32', shape: [1, 1], data: new Float32Array(1) }],
    ];
    const bytes = encodeSafetensors(packed, { metadata: { quant_type: 'int4', group_size: '32' } });
    const error = await refused(await openSafetensors(bytes));
    for (const part of ['"w"', 'int4']) expect(error.message).toContain(part);
  });

  test('a dtype that is no float, and a signal that is aborted', async () => {
    expect((await refused(await changed({}), { dtype: 'int32' })).code).toBe('argument');
    const error = await refused(await changed({}), { signal: AbortSignal.abort(new Error('no')) });
    expect(error.message).toBe('no');
  });
});

describe('weights that fit', () => {
  const decoded = async (vae: AutoencoderKLFlux2) => {
    const picture = await take(
      await vae.decode({
        ...(await readFloats(`${tiny}/expected.safetensors`, 'packed')),
        layout: 'packed-nchw',
      }),
    );
    vae.dispose();
    return picture;
  };

  test('float64 weights are converted', async () => {
    const wide = Object.fromEntries(
      [...tensors]
        .filter(([, { dtype }]) => dtype === 'F32')
        .map(([name, { data }]) => [
          name,
          {
            dtype: 'F64' as const,
            data: Float64Array.from(new Float32Array((data as Uint8Array).slice().buffer)),
          },
        ]),
    );
    const plain = await decoded(await AutoencoderKLFlux2.load(tiny, { backend }));
    const picture = await decoded(
      await AutoencoderKLFlux2.load(await changed(wide), { ...options, backend }),
    );
    expect(picture).toEqual(plain);
  });

  test('half files are held in float32 unless asked otherwise', async () => {
    const source = `${fixtures}sources/fp16`;
    const vae = await AutoencoderKLFlux2.load(source, { backend });
    expect(vae.dtype).toBe('float32');
    vae.dispose();
    const half = await AutoencoderKLFlux2.load(source, { backend, dtype: 'float16' });
    expect(half.dtype).toBe('float16');
    half.dispose();
  });

  test('groupNormEps changes the picture', async () => {
    const plain = await decoded(await AutoencoderKLFlux2.load(tiny, { backend }));
    const other = await decoded(await AutoencoderKLFlux2.load(tiny, { backend, groupNormEps: 0.1 }));
    expect(difference(plain.data, other.data).max).toBeGreaterThan(1e-3);
  });

  test('tells notes and progress', async () => {
    const notes: Note[] = [];
    const seen: Progress[] = [];
    const vae = await AutoencoderKLFlux2.load(`${fixtures}sources/inferred/ae.safetensors`, {
      backend,
      onNote: (note) => notes.push(note),
      onProgress: (progress) => seen.push(progress),
    });
    expect(notes.map(({ code }) => code)).toEqual(['config-inferred']);
    const done = seen.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(seen.at(-1)).toMatchObject({ done: seen[0]!.total, total: seen[0]!.total, stage: 'load' });
    vae.dispose();
  });

  test('a decoder alone says so', async () => {
    const notes: Note[] = [];
    const vae = await AutoencoderKLFlux2.load(`${fixtures}sources/single-file/ae-decoder.safetensors`, {
      config: `${tiny}/config.json`,
      backend,
      onNote: (note) => notes.push(note),
    });
    expect(notes.map(({ code }) => code)).toEqual(['decoder-only', 'no-statistics']);
    expect(vae.encoder).toBeNull();
    vae.dispose();
  });

  test('the encoder is checked and not read', async () => {
    const before = backend.memory().tensors;
    const vae = await AutoencoderKLFlux2.load(tiny, { backend });
    expect(vae.encoder!.conv_in.weight.isLoaded).toBe(false);
    vae.dispose();
    expect(backend.memory().tensors).toBe(before);
  });

  test('a config as an object takes the place of the model’s', async () => {
    const refusal = AutoencoderKLFlux2.load(tiny, { backend, config: { _class_name: 'AutoencoderKL' } });
    await expect(refusal).rejects.toThrowError(expect.objectContaining({ code: 'config' }));
  });
});
