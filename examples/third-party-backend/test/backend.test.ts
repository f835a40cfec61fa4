import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { createBackend, tensor } from '@x/tensor';
import { conformance } from '@x/tensor/conformance';
import { openSafetensors } from '@x/weights';
import { beforeAll, describe, expect, it } from 'vitest';
import { type OpRecord, registerRecording } from '../src/index.js';

const fixture = new URL('../../../test-fixtures/vae/tiny/', import.meta.url).pathname;

beforeAll(() => registerRecording());

describe('recording', () => conformance({ describe, it }, () => createBackend('recording')));

describe('what it is for', () => {
  it('tells every op, in order', async () => {
    const seen: string[] = [];
    const backend = await createBackend('recording', {
      onOp: ({ op, inputs, output }: OpRecord) =>
        seen.push(
          `${op} ${inputs.map(({ shape }) => `[${shape}]`).join(' ')} → ${output.dtype} [${output.shape}]`,
        ),
    });
    const x = tensor([[1, 2, 3]], { backend });
    expect(await x.add(x).permuteDims([1, 0]).data()).toEqual(Float32Array.of(2, 4, 6));
    expect(seen).toEqual([
      'fromBytes  → float32 [1,3]',
      'binary add [1,3] [1,3] → float32 [1,3]',
      'transpose [1,3] → float32 [3,1]',
    ]);
    await backend.close();
  });

  it('refuses what is no function', async () => {
    await expect(createBackend('recording', { onOp: 5 })).rejects.toMatchObject({ code: 'argument' });
  });

  it('runs the decoder, with the bytes of the reference', async () => {
    const file = await openSafetensors(`${fixture}expected.safetensors`);
    const { shape } = file.info('packed');
    const packed = new Float32Array((await file.read('packed')).slice().buffer);
    await file.close();

    const decode = async (name: string, options: object) => {
      const backend = await createBackend(name, options);
      const vae = await AutoencoderKLFlux2.load(fixture, { backend });
      const image = await vae.decode(tensor(packed, { shape, backend }), { layout: 'packed-nchw' });
      const values = await image.data();
      await backend.close();
      return values;
    };
    const convolutions: string[] = [];
    const onOp = ({ op }: OpRecord) => op === 'conv2d' && convolutions.push(op);
    expect(await decode('recording', { onOp })).toEqual(await decode('reference', {}));
    expect(convolutions.length).toBeGreaterThan(10);
  });
});
