import { rm, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { Tensor } from '@x/tensor';
import { writeFileAtomically, writeNpy, writeSafetensors } from '@x/weights';
import { encodeImage, type ImageFormat, toUint8 } from '../image.js';
import { CommandError, UsageError } from './exit.js';
import { outputEndings } from './options.js';

/** An output's kind, by its ending. */
export type OutputFormat = ImageFormat | 'npy' | 'safetensors';

/** @throws UsageError for an ending that isn't known */
export function outputFormat(path: string): OutputFormat {
  const ending = extname(path).slice(1).toLowerCase();
  if (!(outputEndings as readonly string[]).includes(ending)) {
    throw new UsageError(
      `${path}: the output must end in one of ${outputEndings.map((name) => `.${name}`).join(', ')}; got "${ending && `.${ending}`}"`,
    );
  }
  return ending === 'jpeg' ? 'jpg' : (ending as OutputFormat);
}

/** Fails before the work where writing must fail after it. */
export async function requireFolder(output: string): Promise<void> {
  const folder = dirname(output);
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) {
    throw new CommandError('not-found', `${output}: must lie in a folder that exists; got none at ${folder}`);
  }
  if ((await stat(output).catch(() => null))?.isDirectory()) {
    throw new CommandError('not-a-file', `${output}: the output must be a file; got a folder`);
  }
}

/** Writes images `[B,C,H,W]`, float32 in [0,1]; gives the paths written, one a picture where it is a picture. */
export async function writeImages(
  image: Tensor,
  output: string,
  format: OutputFormat,
  signal: AbortSignal,
): Promise<string[]> {
  if (format === 'npy' || format === 'safetensors') {
    const stored = { dtype: 'F32', shape: image.shape, data: (await image.data()) as Float32Array } as const;
    if (format === 'npy') await writeNpy(output, stored, { signal });
    else await writeSafetensors(output, { image: stored }, { signal });
    return [output];
  }
  const files: Uint8Array[] = [];
  for (const picture of await toUint8(image)) files.push(await encodeImage(picture, format));
  signal.throwIfAborted();
  const written: string[] = [];
  try {
    for (const [i, file] of files.entries()) {
      const path = files.length === 1 ? output : numbered(output, i);
      await writeFileAtomically(path, file, { signal });
      written.push(path);
    }
  } catch (error) {
    // Part of a batch is no output.
    await Promise.all(written.map((path) => rm(path, { force: true })));
    throw error;
  }
  return written;
}

/** `a/b.png` → `a/b-0.png`. */
export function numbered(path: string, index: number): string {
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}-${index}${ending}`;
}
