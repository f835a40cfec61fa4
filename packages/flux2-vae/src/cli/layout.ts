import { inferLayout, type LatentLayout, type ReadLatents } from '@x/flux2-latents';
import type { AutoencoderKLFlux2Config } from '../config.js';
import type { LatentOptions } from '../latents.js';
import { UsageError } from './exit.js';
import type { LatentFileOptions } from './options.js';
import type { Report } from './report.js';

type Geometry = Pick<AutoencoderKLFlux2Config, 'latentChannels' | 'patchSize'>;

/**
 * The layout asked for, the file's own, or the only one that fits; and the size, where tokens need it.
 *
 * @throws UsageError where two readings fit, or the size is missing or has no use; LatentsError where none fits
 */
export function chooseLayout(
  latents: ReadLatents,
  options: LatentFileOptions,
  config: Geometry,
  report: Report,
): LatentOptions & { readonly layout: LatentLayout } {
  const layout = options.layout ?? latents.layout ?? inferred(latents.shape, config, report);
  if (layout !== 'tokens' && (options.height ?? options.width) !== undefined) {
    throw new UsageError(`--height and --width must come with layout tokens alone; got ${layout}`);
  }
  const { height = latents.height, width = latents.width } = options;
  if (layout === 'tokens' && (height === undefined || width === undefined)) {
    throw new UsageError('tokens need --height and --width, the size of the picture in pixels');
  }
  return { layout, height, width };
}

function inferred(
  shape: readonly number[],
  { latentChannels, patchSize }: Geometry,
  report: Report,
): LatentLayout {
  const readings = inferLayout(shape, { latentChannels, patchSize });
  const text = `latents [${shape.join(', ')}]`;
  if (typeof readings !== 'string') {
    throw new UsageError(`${text} can be read as ${readings.join(' or ')}: say which with --layout`);
  }
  report.note({ code: 'layout-inferred', message: `${text} are taken as ${readings}` });
  return readings;
}
