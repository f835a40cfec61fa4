import { type AutoencoderKLFlux2Config, decoderWidths, parseConfig } from './config.js';
import { VaeError } from './errors.js';

/**
 * The configuration that a checkpoint's shapes show. Not visible and assumed: 32 norm groups, batch-norm eps 1e-4,
 * SiLU; a patch is square.
 *
 * @param shapes by diffusers' names, in PyTorch's layout
 * @throws VaeError `config` where the shapes leave it open
 */
export function inferConfig(
  shapes: ReadonlyMap<string, readonly number[]>,
  options: { readonly file?: string } = {},
): AutoencoderKLFlux2Config {
  const file = options.file ?? 'the file';
  const fail = (message: string): never => {
    throw new VaeError(
      'config',
      'inferConfig',
      `${file}: ${message}; give its config.json with config (--config)`,
    );
  };
  const side = (name: string, axis: number): number => {
    const size = shapes.get(name)?.[axis];
    return size ?? fail(`the config can't be inferred without "${name}"; it is missing or of the wrong rank`);
  };

  const decoder = levelWidths(shapes, 'decoder.up_blocks').reverse();
  const encoder = levelWidths(shapes, 'encoder.down_blocks');
  if (decoder.length === 0) fail("the config can only be inferred from a decoder's tensors; got none");
  const widths = encoder.length > 0 ? encoder : decoder;
  const latentChannels = side('decoder.conv_in.weight', 1);
  const groups = 32;
  const indivisible = [...widths, ...decoder].find((width) => width % groups !== 0);
  if (indivisible !== undefined)
    fail(`norm_num_groups can't be seen in the shapes, and 32 doesn't divide ${indivisible}`);

  const resnets = count(shapes, (i) => `decoder.up_blocks.0.resnets.${i}.conv1.weight`);
  const sameAsEncoder = widths.length === decoder.length && widths.every((width, i) => width === decoder[i]);
  const config = parseConfig(
    {
      in_channels: encoder.length > 0 ? side('encoder.conv_in.weight', 1) : 3,
      out_channels: side('decoder.conv_out.weight', 0),
      block_out_channels: widths,
      decoder_block_out_channels: sameAsEncoder ? null : decoder,
      layers_per_block: resnets - 1,
      latent_channels: latentChannels,
      norm_num_groups: groups,
      use_quant_conv: shapes.has('quant_conv.weight'),
      use_post_quant_conv: shapes.has('post_quant_conv.weight'),
      mid_block_add_attention: shapes.has('decoder.mid_block.attentions.0.to_q.weight'),
      patch_size: patchSize(shapes.get('bn.running_mean')?.[0], latentChannels, fail),
    },
    { file: `${file}, as inferred from its shapes` },
  );
  return config;
}

/** One line on what was inferred. */
export function describeConfig(config: AutoencoderKLFlux2Config): string {
  const decoder = config.decoderBlockOutChannels ? `, decoder ${decoderWidths(config).join(', ')}` : '';
  const extras = [
    `${config.layersPerBlock} layers a block`,
    `${config.latentChannels} latent channels`,
    `${config.normNumGroups} norm groups`,
    config.midBlockAddAttention ? 'mid attention' : 'no mid attention',
    `patch ${config.patchSize.join('×')}`,
  ];
  return `widths ${config.blockOutChannels.join(', ')}${decoder}; ${extras.join(', ')}`;
}

function levelWidths(shapes: ReadonlyMap<string, readonly number[]>, blocks: string): number[] {
  const name = (i: number) => `${blocks}.${i}.resnets.0.conv1.weight`;
  return Array.from({ length: count(shapes, name) }, (_, i) => shapes.get(name(i))![0] ?? 0);
}

function count(shapes: ReadonlyMap<string, unknown>, name: (i: number) => string): number {
  let i = 0;
  while (shapes.has(name(i))) i++;
  return i;
}

function patchSize(
  features: number | undefined,
  latentChannels: number,
  fail: (message: string) => never,
): number[] {
  if (features === undefined) return [2, 2];
  const side = Math.sqrt(features / latentChannels);
  if (!Number.isInteger(side)) {
    fail(`patch_size can't be seen: ${features} batch-norm features for ${latentChannels} latent channels`);
  }
  return [side, side];
}
