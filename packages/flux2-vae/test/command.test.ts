import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeNpy, encodeSafetensors, openSafetensors, readNpy } from '@x/weights';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBackends } from '../../../tools/testing/backends.js';
import { command, start } from './support/command.js';
import { difference, type FloatArray, fixtures, readFloats, sample, toNhwc } from './support/fixtures.js';

const tiny = `${fixtures}vae/tiny`;
const single = `${fixtures}sources/single-file`;
const models = `${fixtures}sources/ollama-models`;

let folder: string;
let packed: FloatArray;
let pixels: FloatArray;
const at = (name: string) => join(folder, name);

const stored = ({ data, shape }: FloatArray) => ({ dtype: 'F32', shape, data }) as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flux2-vae-'));
  packed = await readFloats(`${tiny}/expected.safetensors`, 'packed');
  pixels = await readFloats(`${tiny}/expected.safetensors`, 'pixels');
  await writeFile(at('latents.safetensors'), encodeSafetensors({ latents: stored(packed) }));
  await writeFile(at('latents.npy'), encodeNpy(stored(packed)));
  await writeFile(
    at('comfy.latent'),
    encodeSafetensors({
      latent_tensor: stored(packed),
      latent_format_version_0: { dtype: 'F32', shape: [0], data: new Float32Array(0) },
    }),
  );
  await writeFile(at('comfy-old.latent'), encodeSafetensors({ latent_tensor: stored(packed) }));
  const two = { data: Float32Array.of(...packed.data, ...packed.data), shape: [2, ...packed.shape.slice(1)] };
  await writeFile(at('two.npy'), encodeNpy(stored(two)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const decode = (latents: string, output: string, ...more: string[]) =>
  command('decode', latents, '--model', tiny, '--output', output, '--backend', 'reference', ...more);

/** 8-bit rounding of a right picture. */
const expectPicture = async (path: string) => {
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const expected = toNhwc(pixels).data.map((value) => value * 255);
  expect([info.height, info.width, info.channels]).toEqual([pixels.shape[2], pixels.shape[3], 3]);
  expect(difference(data, expected).max).toBeLessThanOrEqual(0.51);
};

describe('flux2-vae decode', () => {
  test.each(['latents.safetensors', 'latents.npy', 'comfy.latent'])('%s to png', async (latents) => {
    const output = at(`${latents}.png`);
    const layout = latents.endsWith('.latent') ? [] : ['--layout', 'packed-nchw'];
    const { code, stdout, stderr } = await decode(at(latents), output, ...layout);
    expect([code, stderr.replace(/^note: .*\n/gm, '')]).toEqual([0, '']);
    expect(stdout).toContain(output);
    await expectPicture(output);
  });

  test('--json: one line with what was done', async () => {
    const output = at('json.png');
    const { code, stdout } = await decode(
      at('latents.npy'),
      output,
      '--layout',
      'packed-nchw',
      '--json',
      '--quiet',
    );
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const report = JSON.parse(stdout);
    expect(report).toEqual({
      output,
      width: pixels.shape[3],
      height: pixels.shape[2],
      backend: 'reference',
      dtype: 'float32',
      layout: 'packed-nchw',
      precision: 'highest',
      tiling: 'undivided',
      seconds: expect.any(Number),
      peakBytes: expect.any(Number),
    });
    expect(report.seconds).toBeGreaterThan(0);
    expect(report.peakBytes).toBeGreaterThan(0);
  });

  test('--quiet silences notes, not the line for the picture', async () => {
    const output = at('quiet.png');
    const loud = await decode(at('comfy-old.latent'), output);
    expect([loud.code, loud.stderr]).toEqual([0, expect.stringContaining('note:')]);
    const { code, stdout, stderr } = await decode(at('comfy-old.latent'), output, '--quiet');
    expect([code, stdout, stderr]).toEqual([0, loud.stdout, '']);
    expect(stdout).toContain(output);
  });

  test('of a batch all pictures are written or none', async () => {
    const inside = await mkdtemp(join(folder, 'batch-'));
    await mkdir(join(inside, 'a-1.png'));
    const { code, stdout, stderr } = await decode(
      at('two.npy'),
      join(inside, 'a.png'),
      '--layout',
      'packed-nchw',
    );
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(join(inside, 'a-1.png'));
    expect(await readdir(inside)).toEqual(['a-1.png']);
  });

  test('npy and safetensors hold float32 [B,3,H,W] in [0,1]', async () => {
    for (const name of ['out.npy', 'out.safetensors']) {
      const { code } = await decode(at('two.npy'), at(name), '--layout', 'packed-nchw', '--quiet');
      expect(code).toBe(0);
    }
    const npy = await readNpy(at('out.npy'));
    const file = await openSafetensors(at('out.safetensors'));
    expect(npy.dtype).toBe('F32');
    expect(npy.shape).toEqual([2, ...pixels.shape.slice(1)]);
    expect(await file.read(file.names()[0]!)).toEqual(npy.data);
    const one = new Float32Array(npy.data.slice(0, 4 * pixels.data.length).buffer);
    expect(difference(one, pixels.data).max).toBeLessThanOrEqual(2e-5);
    await file.close();
  });

  test.each(['webp', 'jpg', 'jpeg'])('%s', async (ending) => {
    const output = at(`picture.${ending}`);
    expect((await decode(at('comfy.latent'), output, '--quiet')).code).toBe(0);
    const { format, width, height } = await sharp(output).metadata();
    expect([format, width, height]).toEqual([
      ending === 'webp' ? 'webp' : 'jpeg',
      pixels.shape[3],
      pixels.shape[2],
    ]);
  });

  test('a batch gets numbers, a line each', async () => {
    const { code, stdout } = await decode(
      at('two.npy'),
      at('batch.png'),
      '--layout',
      'packed-nchw',
      '--json',
    );
    expect(code).toBe(0);
    const outputs = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).output);
    expect(outputs).toEqual([at('batch-0.png'), at('batch-1.png')]);
    for (const output of outputs) await expectPicture(output);
  });

  test('without --layout it infers and says what it took', async () => {
    const { code, stderr, stdout } = await decode(at('latents.npy'), at('inferred.png'), '--json');
    expect(code).toBe(0);
    expect(stderr).toContain('packed-nchw');
    expect(JSON.parse(stdout).layout).toBe('packed-nchw');
    await expectPicture(at('inferred.png'));
  });

  test('tokens with their size', async () => {
    const { data, shape } = toNhwc(packed);
    const [batch, height, width, channels] = shape as [number, number, number, number];
    await writeFile(
      at('tokens.npy'),
      encodeNpy({ dtype: 'F32', shape: [batch, height * width, channels], data }),
    );
    const [, , rows, columns] = pixels.shape;
    const { code } = await decode(
      at('tokens.npy'),
      at('tokens.png'),
      '--height',
      `${rows}`,
      '--width',
      `${columns}`,
    );
    expect(code).toBe(0);
    await expectPicture(at('tokens.png'));
  });

  test('a single file with --config, an Ollama name with --models-dir', async () => {
    const common = ['--backend', 'reference', '--quiet'];
    const file = await command(
      ...['decode', at('comfy.latent'), '-m', `${single}/ae.safetensors`, '-o', at('bfl.png')],
      ...['--config', `${single}/config.json`, ...common],
    );
    expect([file.code, file.stderr]).toEqual([0, '']);
    await expectPicture(at('bfl.png'));
    const ollama = await command(
      ...[
        'decode',
        at('comfy.latent'),
        '-m',
        'ollama:flux2-tiny',
        '-o',
        at('ollama.png'),
        '--models-dir',
        models,
        ...common,
      ],
    );
    expect([ollama.code, ollama.stderr]).toEqual([0, '']);
    await expectPicture(at('ollama.png'));
  });

  test('--dtype and --group-norm-eps', async () => {
    const plain = await decode(at('comfy.latent'), at('a.npy'), '--quiet');
    const half = await decode(at('comfy.latent'), at('b.npy'), '--dtype', 'bfloat16', '--json');
    const other = await decode(at('comfy.latent'), at('c.npy'), '--group-norm-eps', '0.1', '--quiet');
    expect([plain.code, half.code, other.code]).toEqual([0, 0, 0]);
    expect(JSON.parse(half.stdout).dtype).toBe('bfloat16');
    const [a, b, c] = await Promise.all(
      ['a', 'b', 'c'].map(
        async (name) => new Float32Array((await readNpy(at(`${name}.npy`))).data.slice().buffer),
      ),
    );
    expect(difference(a!, b!).max).toBeGreaterThan(0);
    expect(difference(a!, b!).max).toBeLessThan(6e-2);
    expect(difference(a!, c!).max).toBeGreaterThan(1e-3);
  });
});

for (const { name, title, skipped } of await testBackends()) {
  if (name === 'reference') continue; // its pictures are above, and the sample's in parity.test.ts
  test.skipIf(skipped !== null)(
    `the sample carries its layout, ${title}`,
    async () => {
      const output = at(`sample-${name}.png`);
      const { code, stdout, stderr } = await command(
        ...['decode', `${sample}/astronaut-256.latents.safetensors`, '-m', sample, '-o', output],
        ...['--backend', name, '--json'],
      );
      expect([code, stderr]).toEqual([0, '']);
      expect(JSON.parse(stdout)).toMatchObject({
        width: 256,
        height: 256,
        backend: name,
        layout: 'packed-nchw',
      });
      const [got, expected] = await Promise.all(
        [output, `${sample}/astronaut-256.decoded.png`].map((path) =>
          sharp(path).removeAlpha().raw().toBuffer(),
        ),
      );
      // Both round: values next to a half may fall to either side.
      expect(difference(got!, expected!).max).toBeLessThanOrEqual(1);
      expect(difference(got!, expected!).rms).toBeLessThan(0.02);
    },
    300_000,
  );
}

describe('flux2-vae info', () => {
  test('--json', async () => {
    const { code, stdout, stderr } = await command('info', tiny, '--json');
    expect([code, stderr]).toEqual([0, '']);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({
      source: tiny,
      names: 'diffusers',
      dtype: ['F32', 'I64'],
      missing: [],
      encoder: true,
    });
    expect(found.config).toMatchObject({ block_out_channels: [8, 16], force_upcast: true });
  });

  test('for people, with what is missing', async () => {
    const { code, stdout, stderr } = await command(
      'info',
      `${single}/ae-decoder.safetensors`,
      '--config',
      `${single}/config.json`,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/names\s+bfl/);
    expect(stdout).toMatch(/missing\s+the encoder, the batch-norm statistics/);
    expect(stderr).toContain('note:');
  });

  test('the sample has 3.09 M parameters in float16', async () => {
    const found = JSON.parse((await command('info', sample, '--json')).stdout);
    expect(Math.round(found.parameters / 1e4)).toBe(309);
    expect(found.dtype).toContain('F16');
  });
});

describe('help', () => {
  test.each([[['--help']], [['decode', '--help']], [['info', '--help']]])(
    '%j on stdout, exit 0',
    async (args) => {
      const { code, stdout, stderr } = await command(...args);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Usage: flux2-vae');
    },
  );

  test('--version', async () => {
    const { code, stdout } = await command('--version');
    expect(code).toBe(0);
    expect(stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe('wrong usage: exit 2, a short message, nothing written', () => {
  const good = () => ['decode', at('comfy.latent'), '--model', tiny, '--output', at('never.png')];
  test.each<[string, () => string[], string]>([
    ['no command', () => [], 'decode'],
    ['an unknown command', () => ['encrypt'], 'encrypt'],
    ['an unknown flag', () => [...good(), '--fast'], '--fast'],
    ['no model', () => ['decode', at('comfy.latent'), '-o', at('never.png')], '--model'],
    ['an unknown backend', () => [...good(), '--backend', 'gpu'], 'gpu'],
    ['an unknown dtype', () => [...good(), '--dtype', 'int8'], 'int8'],
    ['an unknown layout', () => [...good(), '--layout', 'nhwc'], 'nhwc'],
    ['an unknown ending', () => ['decode', at('comfy.latent'), '-m', tiny, '-o', at('never.gif')], '.gif'],
    ['no ending', () => ['decode', at('comfy.latent'), '-m', tiny, '-o', at('never')], '.png'],
    ['threads of 0', () => [...good(), '--threads', '0'], 'threads'],
    ['threads beyond any machine', () => [...good(), '--threads', '999999999'], 'threads'],
    ['an empty model', () => ['decode', at('comfy.latent'), '-m', '', '-o', at('never.png')], 'model'],
    ['a height without tokens', () => [...good(), '--height', '64'], 'tokens'],
    ['a width without tokens', () => [...good(), '--layout', 'packed-nchw', '--width', '64'], 'tokens'],
    ['a height that is no number', () => [...good(), '--height', 'tall'], 'height'],
    [
      'tokens without a size',
      () => ['decode', at('latents.npy'), ...good().slice(2), '--layout', 'tokens'],
      'height',
    ],
    ['two files without a folder', () => [...good(), 'another'], '--output-dir'],
  ])('%s', async (_, args, named) => {
    const { code, stdout, stderr } = await command(...args());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(named);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(4);
    expect((await readdir(folder)).filter((name) => name.includes('never'))).toEqual([]);
  });

  test('two readings are both named', async () => {
    const shape = [1, 16, 4, 16];
    await writeFile(
      at('square.npy'),
      encodeNpy({ dtype: 'F32', shape, data: new Float32Array(16 * 4 * 16) }),
    );
    const { code, stderr } = await decode(at('square.npy'), at('never.png'));
    expect(code).toBe(2);
    expect(stderr).toContain('packed-nchw');
    expect(stderr).toContain('packed-nhwc');
  });

  test('with --json on stdout too', async () => {
    const { code, stdout } = await command('decode', 'x.npy', '-m', tiny, '-o', 'y.gif', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'usage', message: expect.stringContaining('.gif') },
    });
  });
});

describe('bad input: exit 1, at most four lines that name the file, nothing written', () => {
  const weights = async (change: (tensors: Map<string, ReturnType<typeof stored>>) => void) => {
    const file = await openSafetensors(`${tiny}/diffusion_pytorch_model.safetensors`);
    const tensors = new Map<string, ReturnType<typeof stored>>();
    for (const name of file.names()) {
      const { dtype, shape } = file.info(name);
      tensors.set(name, { dtype: dtype as 'F32', shape, data: (await file.read(name)) as never });
    }
    await file.close();
    change(tensors);
    return encodeSafetensors(tensors);
  };
  const floats = (...values: number[]) => ({
    dtype: 'F32' as const,
    shape: [values.length],
    data: Float32Array.from(values),
  });
  const latents = (shape: number[], value = 0) =>
    encodeNpy({ dtype: 'F32', shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value) });
  const config = (change: Record<string, unknown>) => async () =>
    JSON.stringify({ ...JSON.parse(await readFile(`${tiny}/config.json`, 'utf8')), ...change });

  interface Bad {
    readonly name: string;
    readonly file: string;
    readonly make: () => Promise<Uint8Array | string> | Uint8Array | string;
    readonly as: 'latents' | 'model' | 'config';
    readonly named: readonly string[];
    readonly args?: readonly string[];
  }

  test.each<Bad>([
    {
      name: 'a truncated model',
      file: 'cut.safetensors',
      as: 'model',
      named: [],
      make: async () => (await weights(() => {})).slice(0, 5000),
    },
    {
      name: 'a missing tensor',
      file: 'missing.safetensors',
      as: 'model',
      named: ['decoder.conv_in.bias'],
      make: () => weights((tensors) => tensors.delete('decoder.conv_in.bias')),
    },
    {
      name: 'many missing tensors',
      file: 'many.safetensors',
      as: 'model',
      named: ['missing', 'more'],
      make: () =>
        weights((tensors) => {
          for (const name of tensors.keys()) if (name.includes('up_blocks')) tensors.delete(name);
        }),
    },
    {
      name: 'a wrong shape',
      file: 'shape.safetensors',
      as: 'model',
      named: ['decoder.conv_out.bias', '[3]', '[4]'],
      make: () => weights((tensors) => tensors.set('decoder.conv_out.bias', floats(1, 2, 3, 4))),
    },
    {
      name: 'NaN in weights',
      file: 'nan.safetensors',
      as: 'model',
      named: ['decoder.conv_out.bias', 'NaN'],
      make: () => weights((tensors) => tensors.set('decoder.conv_out.bias', floats(1, Number.NaN, 3))),
    },
    {
      name: 'integer weights',
      file: 'integers.safetensors',
      as: 'model',
      named: ['decoder.conv_out.bias', 'int32'],
      make: () =>
        weights((tensors) =>
          tensors.set('decoder.conv_out.bias', {
            dtype: 'I32',
            shape: [3],
            data: new Int32Array(3),
          } as never),
        ),
    },
    {
      name: 'negative running_var',
      file: 'variance.safetensors',
      as: 'model',
      named: ['bn.running_var', '-1'],
      make: () => weights((tensors) => tensors.set('bn.running_var', floats(...Array(15).fill(1), -1))),
    },
    {
      name: 'a model that is a pickle',
      file: 'model.ckpt',
      as: 'model',
      named: ['pickle'],
      make: () => Uint8Array.of(0x80, 2, 0x7d, 0x71),
    },
    {
      name: 'a config out of range',
      file: 'config.json',
      as: 'config',
      named: ['layers_per_block', '-1'],
      make: config({ layers_per_block: -1 }),
    },
    {
      name: 'a config of another class',
      file: 'config.json',
      as: 'config',
      named: ['_class_name', 'AutoencoderKL'],
      make: config({ _class_name: 'AutoencoderKL' }),
    },
    {
      name: 'a config that is no JSON',
      file: 'config.json',
      as: 'config',
      named: [],
      make: () => '{"in_channels": 3,',
    },
    {
      name: 'truncated latents',
      file: 'cut.npy',
      as: 'latents',
      named: [],
      make: () => latents([1, 16, 4, 3]).slice(0, 200),
    },
    {
      name: 'latents of the wrong rank',
      file: 'rank.npy',
      as: 'latents',
      named: ['[16, 4]'],
      make: () => latents([16, 4]),
    },
    {
      name: 'latents of the wrong channels',
      file: 'channels.npy',
      as: 'latents',
      named: ['[1, 15, 4, 3]', '16'],
      make: () => latents([1, 15, 4, 3]),
      args: ['--layout', 'packed-nchw'],
    },
    {
      name: 'latents that fit no reading',
      file: 'reading.npy',
      as: 'latents',
      named: ['[1, 15, 4, 3]'],
      make: () => latents([1, 15, 4, 3]),
    },
    {
      name: 'NaN in latents',
      file: 'nan.npy',
      as: 'latents',
      named: ['NaN'],
      make: () => latents([1, 16, 4, 3], Number.NaN),
    },
    {
      name: 'integer latents',
      file: 'integers.npy',
      as: 'latents',
      named: ['I32'],
      make: () => encodeNpy({ dtype: 'I32', shape: [1, 16, 4, 3], data: new Int32Array(192) }),
    },
    {
      name: 'latents that are a picture',
      file: 'picture.npy',
      as: 'latents',
      named: [],
      make: () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10),
    },
    {
      name: 'latents of an unknown kind',
      file: 'latents.txt',
      as: 'latents',
      named: [],
      make: () => 'hello',
    },
  ])('$name', async ({ file, make, as, named, args = [] }) => {
    const inside = await mkdtemp(join(folder, 'bad-'));
    const path = join(inside, file);
    await writeFile(path, await make());
    const output = join(inside, 'never.png');
    const model =
      as === 'model'
        ? [path, '--config', `${tiny}/config.json`]
        : as === 'config'
          ? [tiny, '--config', path]
          : [tiny];
    const { code, signal, stdout, stderr } = await command(
      ...[
        'decode',
        as === 'latents' ? path : at('comfy.latent'),
        '-o',
        output,
        '--backend',
        'reference',
        '--quiet',
        '-m',
        ...model,
        ...args,
      ],
    );
    expect([code, signal, stdout]).toEqual([1, null, '']);
    for (const part of [path, ...named]) expect(stderr).toContain(part);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(4);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await readdir(inside)).toEqual([file]);
  });

  test('an output folder that isn’t there', async () => {
    const output = join(folder, 'nowhere', 'a.png');
    const { code, stderr } = await decode(at('comfy.latent'), output);
    expect(code).toBe(1);
    expect(stderr).toContain(output);
  });

  test('latents and models that aren’t there', async () => {
    for (const args of [
      ['decode', at('none.npy'), '-m', tiny, '-o', at('never.png')],
      ['decode', at('comfy.latent'), '-m', at('none'), '-o', at('never.png')],
      ['info', at('none')],
    ]) {
      const { code, stderr } = await command(...args);
      expect(code).toBe(1);
      expect(stderr).toContain(at('none'));
    }
  });

  test('shards whose names lead outside', async () => {
    const inside = await mkdtemp(join(folder, 'bad-'));
    await writeFile(join(inside, 'config.json'), await readFile(`${tiny}/config.json`));
    const index = JSON.stringify({ weight_map: { 'bn.running_mean': '../../escape.safetensors' } });
    await writeFile(join(inside, 'diffusion_pytorch_model.safetensors.index.json'), index);
    const { code, stderr } = await command('info', inside);
    expect(code).toBe(1);
    expect(stderr).toContain('escape');
  });

  test('latents too big to decode: memory and bytes are spoken of', async () => {
    // A file of holes: 64 GiB of latents that take no space on the disk.
    const shape = [1, 16, 32768, 32768];
    const path = at('huge.npy');
    const header = encodeNpy({ dtype: 'F32', shape: [0], data: new Float32Array(0) });
    const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
    const head = Uint8Array.from(header);
    const room = head.length - 10;
    head.set(new TextEncoder().encode(`${text.padEnd(room - 1)}\n`), 10);
    await writeFile(path, head);
    const { truncate } = await import('node:fs/promises');
    await truncate(path, head.length + shape.reduce((a, b) => a * b, 4));
    const { code, stderr } = await decode(path, at('never.png'), '--layout', 'packed-nchw');
    await rm(path);
    expect(code).toBe(1);
    expect(stderr).toContain(path);
    expect(stderr).toMatch(/memory/);
    expect(stderr).toMatch(/bytes/);
  });

  test('with --json the error is on stdout too', async () => {
    const { code, stdout } = await command(
      'decode',
      at('comfy.latent'),
      '-m',
      at('none'),
      '-o',
      at('never.png'),
      '--json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'not-found', message: expect.stringContaining(at('none')) },
    });
  });
});

describe('stopping', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s leaves no file, exit %i', async (signal, expected) => {
    const inside = await mkdtemp(join(folder, 'stop-'));
    // Minutes on reference; the note on the layout comes just before the work.
    const shape = [1, 128, 64, 64];
    const latents = join(inside, 'latents.npy');
    await writeFile(latents, encodeNpy({ dtype: 'F32', shape, data: new Float32Array(128 * 64 * 64) }));
    const { child, ended } = start([
      'decode',
      latents,
      '-m',
      sample,
      '-o',
      join(inside, 'a.png'),
      '--backend',
      'reference',
      '--json',
    ]);
    await new Promise<void>((resolve) =>
      child.stderr!.on('data', (chunk: string) => /layout|packed/.test(chunk) && resolve()),
    );
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(expected);
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'aborted', message: `stopped by ${signal}` } });
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await readdir(inside)).toEqual(['latents.npy']);
  });
});
