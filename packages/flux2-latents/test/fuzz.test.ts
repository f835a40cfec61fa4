/** Mutated files of latents, and random bytes: a typed error, or finite floats of the shape that is told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLatentLayout, readLatents } from '@x/flux2-latents';
import { encodeNpy, encodeSafetensors } from '@x/weights';
import { expect, test } from 'vitest';
import { allText, corpusOf, fuzz, mutations } from '../../../tools/testing/fuzz.js';
import { hostileFolder, malformedCases } from '../../../tools/testing/hostile.js';

const data = new Float32Array(128).fill(0.5);
const ones = { dtype: 'F32', shape: [1, 128, 1, 1], data } as const;
const tokens = { layout: 'tokens', height: '16', width: '16' };
const marker = { dtype: 'F32', shape: [0], data: new Float32Array() } as const;

test('latents', { timeout: 3_600_000 }, async () => {
  const right = [
    encodeSafetensors({ latents: ones }),
    encodeSafetensors({ latents: ones }, { metadata: { layout: 'packed-nchw' } }),
    encodeSafetensors({ latents: { ...ones, shape: [1, 1, 128] } }, { metadata: tokens }),
    encodeSafetensors({ latent_tensor: ones, latent_format_version_0: marker }),
    encodeNpy(ones),
  ];
  const files = malformedCases('latents').map(
    ({ file }) => new Uint8Array(readFileSync(hostileFolder + file)),
  );
  const corpus = [...right, ...right, ...files, ...corpusOf(join(hostileFolder, 'npy'), 200)];
  await fuzz(mutations(corpus, allText), 0.12, async (bytes) => {
    const { data, shape, layout } = await readLatents(bytes);
    expect(data.length).toBe(shape.reduce((a, b) => a * b, 1));
    expect(data.every(Number.isFinite)).toBe(true);
    if (layout !== undefined) expect(isLatentLayout(layout)).toBe(true);
  });
});
