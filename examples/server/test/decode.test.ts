import { toUint8 } from '@x/flux2-vae';
import { concat, type Tensor } from '@x/tensor';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  expectedPixels,
  largestDifference,
  packedLatents,
  startServer,
  type TestServer,
} from './support/server.js';

let server: TestServer;
let packed: Tensor;
let raw: Tensor;
beforeAll(async () => {
  server = await startServer();
  const { vae, backend } = server;
  packed = await packedLatents(backend);
  raw = vae.unpatchify(vae.denormalize(packed.permuteDims([0, 2, 3, 1]))).permuteDims([0, 3, 1, 2]);
});
afterAll(() => server.close());

const forms = {
  raw: () => ({ latents: raw, layout: 'raw-nchw', size: {} }),
  packed: () => ({ latents: packed, layout: 'packed-nchw', size: {} }),
  tokens: () => ({
    latents: packed.permuteDims([0, 2, 3, 1]).reshape([1, 12, 16]),
    layout: 'tokens',
    size: { height: 16, width: 12 },
  }),
} as const;

const shapeOf = (response: Response): number[] => JSON.parse(response.headers.get('shape')!) as number[];
const bytesOf = async (response: Response): Promise<Uint8Array> => {
  expect(response.status, await response.clone().text()).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

describe.each(Object.keys(forms) as (keyof typeof forms)[])('%s latents', (name) => {
  describe.each(['float32', 'float16', 'bfloat16'] as const)('in %s', (dtype) => {
    const asked = async (query: object, headers: Record<string, string> = { accept: 'tensor/binary' }) => {
      const { latents, layout, size } = forms[name]();
      const sent = latents.astype(dtype);
      const body = await sent.bytes();
      const picture = await server.vae.decode(sent, { layout, ...size });
      const response = await server.post(
        '/decode',
        { shape: [...sent.shape], dtype, ...size, ...query },
        body,
        headers,
      );
      return { response, picture };
    };

    it('to a PNG and a JPEG', async () => {
      const png = await asked({ output_type: 'pil', image_format: 'png' }, { accept: 'image/png' });
      const [{ data }] = (await toUint8(png.picture)) as [{ data: Uint8Array }];
      expect(png.response.headers.get('content-type')).toBe('image/png');
      const bytes = await bytesOf(png.response);
      expect(new Uint8Array(await sharp(bytes).removeAlpha().raw().toBuffer())).toEqual(new Uint8Array(data));

      const jpg = await asked({ output_type: 'pil', image_format: 'jpg' }, { accept: 'image/jpeg' });
      const jpeg = sharp(await bytesOf(jpg.response));
      expect(await jpeg.metadata()).toMatchObject({ format: 'jpeg', width: 12, height: 16 });
      // JPEG's own loss, at quality 95.
      expect(largestDifference(await jpeg.raw().toBuffer(), data)).toBeLessThan(32);
    });

    it('to floats in [0,1]', async () => {
      const { response, picture } = await asked({ output_type: 'pil' });
      expect(shapeOf(response)).toEqual([1, 3, 16, 12]);
      expect(response.headers.get('dtype')).toBe('float32');
      const bytes = await bytesOf(response);
      expect(bytes).toEqual(await picture.bytes());
      // The fixture's own pixels, by diffusers in float64; rounded latents move them.
      const most = { float32: 2e-5, float16: 5e-3, bfloat16: 4e-2 }[dtype];
      const floats = new Float32Array(bytes.slice().buffer);
      expect(largestDifference(floats, await expectedPixels())).toBeLessThan(most);
    });

    it('to a sample in [-1,1] of its type', async () => {
      const { response, picture } = await asked({ output_type: 'pt', partial_postprocess: 'False' });
      expect(shapeOf(response)).toEqual([1, 3, 16, 12]);
      expect(response.headers.get('dtype')).toBe(dtype);
      const wanted = picture.multiply(2).subtract(1).astype(dtype);
      expect(await bytesOf(response)).toEqual(await wanted.bytes());
    });

    it('to bytes', async () => {
      const { response, picture } = await asked({ output_type: 'pt', partial_postprocess: 'True' });
      expect(shapeOf(response)).toEqual([1, 16, 12, 3]);
      expect(response.headers.get('dtype')).toBe('uint8');
      const [{ data }] = (await toUint8(picture)) as [{ data: Uint8Array }];
      expect(await bytesOf(response)).toEqual(new Uint8Array(data));
    });
  });

  it('with scaling and shift, which belong to raw latents', async () => {
    const { latents, size } = forms[name]();
    const query = {
      scaling_factor: '0.3611',
      shift_factor: '-0.1159',
      do_scaling: 'True',
      output_type: 'pil',
    };
    const body = await latents.bytes();
    const accept = { accept: 'tensor/binary' };
    const shape = [...latents.shape];
    const response = await server.post(
      '/decode',
      { shape, dtype: 'float32', ...size, ...query },
      body,
      accept,
    );
    const scaled = raw.divide(0.3611).add(-0.1159);
    const wanted = await server.vae.decode(scaled, { layout: 'raw-nchw' });
    const got = new Float32Array((await bytesOf(response)).slice().buffer);
    expect(largestDifference(got, (await wanted.data()) as Float32Array)).toBeLessThan(1e-6);
    const plain = (await (await server.vae.decode(raw, { layout: 'raw-nchw' })).data()) as Float32Array;
    expect(largestDifference(got, plain)).toBeGreaterThan(0.01);
  });
});

describe('batches', () => {
  const two = () => concat([packed, packed.multiply(0.5)], 0);

  it('come as tensors', async () => {
    const latents = two();
    const query = { shape: [2, 16, 4, 3], dtype: 'float32', output_type: 'pt', partial_postprocess: 'True' };
    const response = await server.post('/decode', query, await latents.bytes());
    expect(shapeOf(response)).toEqual([2, 16, 12, 3]);
    const pictures = await toUint8(await server.vae.decode(latents, { layout: 'packed-nchw' }));
    const wanted = Buffer.concat(pictures.map(({ data }) => data));
    expect(Buffer.from(await bytesOf(response)).equals(wanted)).toBe(true);
  });

  it('are no picture', async () => {
    const query = { shape: [2, 16, 4, 3], dtype: 'float32' };
    const response = await server.post('/decode', query, await two().bytes(), { accept: 'image/jpeg' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'query',
      message: expect.stringContaining('output_type=pt'),
    });
  });
});

describe('without Accept', () => {
  it.each(['png', 'jpg'])('image_format=%s says', async (image_format) => {
    const query = { shape: [...packed.shape], dtype: 'float32', image_format };
    const response = await server.post('/decode', query, await packed.bytes());
    expect((await sharp(await bytesOf(response)).metadata()).format).toBe(
      image_format.replace('jpg', 'jpeg'),
    );
  });
});

describe('latents that are no numbers', () => {
  it('are refused', async () => {
    const body = new Uint8Array(new Float32Array(packed.size).fill(Number.NaN).buffer);
    const response = await server.post('/decode', { shape: [...packed.shape], dtype: 'float32' }, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ statusCode: 400, code: 'latents' });
  });
});

it('leaves no tensor behind', async () => {
  const before = server.backend.memory().tensors;
  for (const query of [{}, { scaling_factor: '0.5' }, { output_type: 'pt' }, { output_type: 'mp4' }]) {
    const whole = { shape: [...packed.shape], dtype: 'float32', ...query };
    await (await server.post('/decode', whole, await packed.bytes())).arrayBuffer();
  }
  expect(server.backend.memory().tensors).toBe(before);
});
