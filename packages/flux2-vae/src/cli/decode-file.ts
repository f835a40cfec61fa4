import type { LatentLayout, ReadLatents } from '@x/flux2-latents';
import type { Tensor } from '@x/tensor';
import type { AutoencoderKLFlux2 } from '../autoencoder.js';
import type { LatentOptions } from '../latents.js';
import type { RunOptions } from '../run.js';
import type { TilingOptions } from '../tiling.js';
import { inFile } from './in-file.js';
import type { Report } from './report.js';
import { TilingWatch } from './tiling.js';

export interface FileDecode {
  /** For messages. */
  readonly input: string;
  readonly latents: ReadLatents;
  readonly form: LatentOptions & { readonly layout: LatentLayout };
  readonly division: TilingOptions;
  readonly signal: AbortSignal;
  readonly report: Report;
  readonly onProgress: RunOptions['onProgress'];
}

/** The picture of one file's latents, and what the commands tell of its decode. */
export async function decodeFile(
  vae: AutoencoderKLFlux2,
  { input, latents, form, division, signal, report, onProgress }: FileDecode,
) {
  const { backend } = vae;
  const watch = new TilingWatch(report);
  const { onTiling } = watch;
  backend.resetPeak();
  const start = performance.now();
  const image: Tensor = await inFile(input, () =>
    vae.decode(latents, { ...form, ...division, signal, onTiling, onNote: report.note, onProgress }),
  );
  await image.ready();
  const seconds = (performance.now() - start) / 1000;
  const { peakBytes } = backend.memory();
  return { image, layout: form.layout, tiling: watch.done, seconds, peakBytes };
}
