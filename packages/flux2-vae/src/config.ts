import { printable, shownJson } from '@x/weights';
import { type OnNote, VaeError } from './errors.js';

/** What diffusers calls the resnets' activation. */
export type ActFn = 'silu' | 'swish' | 'mish' | 'gelu' | 'relu';

/** `config.json` of an AutoencoderKLFlux2, checked, with diffusers' defaults filled in. */
export interface AutoencoderKLFlux2Config {
  readonly inChannels: number;
  readonly outChannels: number;
  /** Widths of the encoder's levels, the largest picture first. */
  readonly blockOutChannels: readonly number[];
  /** Widths of the decoder's levels where they differ, in the same order. */
  readonly decoderBlockOutChannels: readonly number[] | null;
  readonly layersPerBlock: number;
  readonly actFn: ActFn;
  readonly latentChannels: number;
  readonly normNumGroups: number;
  readonly sampleSize: number | readonly [number, number];
  readonly useQuantConv: boolean;
  readonly usePostQuantConv: boolean;
  readonly midBlockAddAttention: boolean;
  readonly batchNormEps: number;
  /** Latent pixels that one packed position holds: `[vertical, horizontal]`. */
  readonly patchSize: readonly [number, number];
  /** Read and shown; the dtype asked for decides. */
  readonly forceUpcast: boolean;
}

const className = 'AutoencoderKLFlux2';

const actFns: readonly ActFn[] = ['silu', 'swish', 'mish', 'gelu', 'relu'];

/** Widths of the decoder's levels, the largest picture first. */
export const decoderWidths = (config: AutoencoderKLFlux2Config): readonly number[] =>
  config.decoderBlockOutChannels ?? config.blockOutChannels;

/** Channels of packed latents. */
export const packedChannels = (config: AutoencoderKLFlux2Config): number =>
  config.latentChannels * config.patchSize[0] * config.patchSize[1];

/** Pixels of the picture along one side of a raw latent. */
export const decodeFactor = (config: AutoencoderKLFlux2Config): number =>
  2 ** (decoderWidths(config).length - 1);

/** Pixels of the picture along one side of what the encoder makes. */
export const encodeFactor = (config: AutoencoderKLFlux2Config): number =>
  2 ** (config.blockOutChannels.length - 1);

export interface ParseConfigOptions {
  /** For messages. Default `config.json`. */
  readonly file?: string;
  readonly onNote?: OnNote | undefined;
}

/**
 * Checks what a `config.json` holds. Absent fields take diffusers' defaults; unknown ones are ignored with a note.
 *
 * @throws VaeError `config`
 */
export function parseConfig(json: unknown, options: ParseConfigOptions = {}): AutoencoderKLFlux2Config {
  const fields = new Fields(json, options.file ?? 'config.json');
  const named = fields.value('_class_name');
  if (named !== undefined && named !== className) {
    fields.refuse('_class_name', `must be "${className}"`);
  }
  const blockOutChannels = fields.widths('block_out_channels') ?? [128, 256, 512, 512];
  const decoderBlockOutChannels = fields.widths('decoder_block_out_channels');
  const config: AutoencoderKLFlux2Config = {
    inChannels: fields.whole('in_channels', 3, 1, 1024),
    outChannels: fields.whole('out_channels', 3, 1, 1024),
    blockOutChannels,
    decoderBlockOutChannels,
    layersPerBlock: fields.whole('layers_per_block', 2, 1, 64),
    actFn: fields.oneOf('act_fn', 'silu', actFns),
    latentChannels: fields.whole('latent_channels', 32, 1, 4096),
    normNumGroups: fields.whole('norm_num_groups', 32, 1, 65536),
    sampleSize: fields.wholeOrPair('sample_size', 1024, 1, 2 ** 20),
    useQuantConv: fields.flag('use_quant_conv', true),
    usePostQuantConv: fields.flag('use_post_quant_conv', true),
    midBlockAddAttention: fields.flag('mid_block_add_attention', true),
    batchNormEps: fields.number('batch_norm_eps', 1e-4, 0, 1),
    patchSize: fields.pair('patch_size', [2, 2], 1, 16),
    forceUpcast: fields.flag('force_upcast', true),
  };
  fields.number('batch_norm_momentum', 0.1, 0, 1);
  fields.blockTypes('down_block_types', 'DownEncoderBlock2D', blockOutChannels.length);
  fields.blockTypes('up_block_types', 'UpDecoderBlock2D', decoderWidths(config).length);
  for (const name of ['block_out_channels', 'decoder_block_out_channels'] as const) {
    const widths = name === 'block_out_channels' ? blockOutChannels : decoderBlockOutChannels;
    if (widths?.some((width) => width % config.normNumGroups !== 0)) {
      fields.refuse('norm_num_groups', `must divide every width of ${name} (${widths.join(', ')})`);
    }
  }
  for (const name of fields.unknown()) {
    options.onNote?.({
      code: 'config-field-ignored',
      message: `${fields.file}: ignored unknown field "${name}"`,
    });
  }
  return config;
}

const known = new Set([
  'in_channels',
  'out_channels',
  'block_out_channels',
  'decoder_block_out_channels',
  'layers_per_block',
  'act_fn',
  'latent_channels',
  'norm_num_groups',
  'sample_size',
  'use_quant_conv',
  'use_post_quant_conv',
  'mid_block_add_attention',
  'batch_norm_eps',
  'batch_norm_momentum',
  'patch_size',
  'force_upcast',
  'down_block_types',
  'up_block_types',
]);

/** The fields of a JSON object, each read with the range it may have. */
class Fields {
  readonly #json: Readonly<Record<string, unknown>>;

  constructor(
    json: unknown,
    readonly file: string,
  ) {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      throw new VaeError('config', 'config', `${file}: must be a JSON object; got ${shownJson(json)}`);
    }
    this.#json = json as Record<string, unknown>;
  }

  /** null counts as absent, as diffusers writes it. */
  value(name: string): unknown {
    return Object.hasOwn(this.#json, name) ? (this.#json[name] ?? undefined) : undefined;
  }

  refuse(name: string, requirement: string): never {
    throw new VaeError(
      'config',
      'config',
      `${this.file}: ${name} ${requirement}; got ${shownJson(this.#json[name])}`,
      { details: { field: name, got: this.#json[name] } },
    );
  }

  unknown(): string[] {
    return Object.keys(this.#json)
      .filter((name) => !known.has(name) && !name.startsWith('_'))
      .map((name) => printable(name, 80));
  }

  whole(name: string, fallback: number, least: number, most: number): number {
    const value = this.value(name) ?? fallback;
    return isWhole(value, least, most)
      ? value
      : this.refuse(name, `must be a whole number from ${least} to ${most}`);
  }

  number(name: string, fallback: number, least: number, most: number): number {
    const value = this.value(name) ?? fallback;
    if (typeof value === 'number' && value >= least && value <= most) return value;
    return this.refuse(name, `must be a number from ${least} to ${most}`);
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.value(name) ?? fallback;
    return typeof value === 'boolean' ? value : this.refuse(name, 'must be true or false');
  }

  oneOf<T extends string>(name: string, fallback: T, allowed: readonly T[]): T {
    const value = this.value(name) ?? fallback;
    return allowed.includes(value as T)
      ? (value as T)
      : this.refuse(name, `must be one of ${allowed.join(', ')}`);
  }

  pair(name: string, fallback: [number, number], least: number, most: number): readonly [number, number] {
    const value = this.value(name) ?? fallback;
    if (Array.isArray(value) && value.length === 2 && value.every((n) => isWhole(n, least, most))) {
      return [value[0]!, value[1]!];
    }
    return this.refuse(name, `must be two whole numbers from ${least} to ${most}`);
  }

  wholeOrPair(
    name: string,
    fallback: number,
    least: number,
    most: number,
  ): number | readonly [number, number] {
    return Array.isArray(this.value(name))
      ? this.pair(name, [fallback, fallback], least, most)
      : this.whole(name, fallback, least, most);
  }

  widths(name: string): readonly number[] | null {
    const value = this.value(name);
    if (value === undefined) return null;
    const fine =
      Array.isArray(value) &&
      value.length >= 1 &&
      value.length <= 8 &&
      value.every((n) => isWhole(n, 1, 65536));
    return fine ? value : this.refuse(name, 'must be one to eight whole numbers from 1 to 65536');
  }

  blockTypes(name: string, type: string, levels: number): void {
    const value = this.value(name);
    if (value === undefined) return;
    if (!Array.isArray(value) || value.length !== levels || value.some((entry) => entry !== type)) {
      this.refuse(name, `must be ${levels} times "${type}", one a width`);
    }
  }
}

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

/** As a `config.json` has it. */
export function configToJson(config: AutoencoderKLFlux2Config): Record<string, unknown> {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return {
    _class_name: className,
    ...Object.fromEntries(Object.entries(config).map(([name, value]) => [snake(name), value])),
  };
}

/** Fields that building a network reads, with their types. */
export const configMembers = {
  inChannels: 'number',
  outChannels: 'number',
  blockOutChannels: 'array',
  layersPerBlock: 'number',
  actFn: 'string',
  latentChannels: 'number',
  normNumGroups: 'number',
  useQuantConv: 'boolean',
  usePostQuantConv: 'boolean',
  midBlockAddAttention: 'boolean',
  batchNormEps: 'number',
  patchSize: 'array',
} as const satisfies Partial<Record<keyof AutoencoderKLFlux2Config, string>>;
