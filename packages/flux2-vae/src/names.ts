/**
 * Black Forest Labs' names beside diffusers'. Each row rewrites one part of a name; what no row knows stays as it
 * is. `up` counts the other way round, so that row needs the number of levels.
 */
const table: readonly [bfl: RegExp, diffusers: (match: RegExpExecArray, levels: number) => string][] = [
  [/^(?:encoder\.)?quant_conv\.(?=weight$|bias$)/, () => 'quant_conv.'],
  [/^(?:decoder\.)?post_quant_conv\.(?=weight$|bias$)/, () => 'post_quant_conv.'],
  [/^((?:en|de)coder\.)norm_out\./, ([, part]) => `${part}conv_norm_out.`],
  [/^encoder\.down\.(\d+)\.block\.(\d+)\./, ([, i, j]) => `encoder.down_blocks.${i}.resnets.${j}.`],
  [/^encoder\.down\.(\d+)\.downsample\.conv\./, ([, i]) => `encoder.down_blocks.${i}.downsamplers.0.conv.`],
  [
    /^decoder\.up\.(\d+)\.block\.(\d+)\./,
    ([, i, j], levels) => `decoder.up_blocks.${levels - 1 - Number(i)}.resnets.${j}.`,
  ],
  [
    /^decoder\.up\.(\d+)\.upsample\.conv\./,
    ([, i], levels) => `decoder.up_blocks.${levels - 1 - Number(i)}.upsamplers.0.conv.`,
  ],
  [/^((?:en|de)coder\.mid)\.block_([12])\./, ([, mid, n]) => `${mid}_block.resnets.${Number(n) - 1}.`],
  [/^((?:en|de)coder\.mid)\.attn_1\.norm\./, ([, mid]) => `${mid}_block.attentions.0.group_norm.`],
  [/^((?:en|de)coder\.mid)\.attn_1\.([qkv])\./, ([, mid, part]) => `${mid}_block.attentions.0.to_${part}.`],
  [/^((?:en|de)coder\.mid)\.attn_1\.proj_out\./, ([, mid]) => `${mid}_block.attentions.0.to_out.0.`],
  [/\.nin_shortcut\./, () => '.conv_shortcut.'],
];

/** What a decoder's own parameters begin with in a file that leaves `decoder.` out. */
const bareDecoder = /^(?:conv_in|conv_out|norm_out|conv_norm_out|mid|mid_block|up|up_blocks)\./;

/** A 1×1 convolution in BFL's files, a linear layer in diffusers'. */
const attentionWeight = /\.attentions\.0\.(?:to_q|to_k|to_v|to_out\.0)\.weight$/;

export type Naming = 'diffusers' | 'bfl';

export interface StandardName {
  /** As the file has it. */
  readonly stored: string;
  /** diffusers' shape: 4-D attention weights become 2-D. */
  readonly shape: readonly number[];
}

export interface StandardNames {
  readonly naming: Naming;
  /** By diffusers' name. */
  readonly names: ReadonlyMap<string, StandardName>;
  /** Two stored names of one parameter. */
  readonly clashes: readonly (readonly [string, string])[];
}

/** Translates a checkpoint's names to diffusers'. Needs no weights. */
export function standardNames(stored: ReadonlyMap<string, readonly number[]>): StandardNames {
  const bare = ![...stored.keys()].some((name) => /^(?:en|de)coder\./.test(name));
  const full = (name: string) => (bare && bareDecoder.test(name) ? `decoder.${name}` : name);
  const levels = Math.max(
    0,
    ...[...stored.keys()].map((name) => Number(/^decoder\.up\.(\d{1,3})\./.exec(full(name))?.[1] ?? -1) + 1),
  );

  const names = new Map<string, StandardName>();
  const clashes: [string, string][] = [];
  let naming: Naming = 'diffusers';
  for (const [name, shape] of stored) {
    const standard = translate(full(name), levels);
    if (/(?:^|\.)(?:norm_out|nin_shortcut|mid\.|up\.\d|down\.\d)/.test(name)) naming = 'bfl';
    const before = names.get(standard);
    if (before) clashes.push([before.stored, name]);
    else names.set(standard, { stored: name, shape: squeezed(standard, shape) });
  }
  return { naming, names, clashes };
}

function translate(name: string, levels: number): string {
  let result = name;
  for (const [pattern, replacement] of table) {
    const match = pattern.exec(result);
    if (match) {
      result =
        result.slice(0, match.index) +
        replacement(match, levels) +
        result.slice(match.index + match[0].length);
    }
  }
  return result;
}

const squeezed = (name: string, shape: readonly number[]): readonly number[] =>
  shape.length === 4 && shape[2] === 1 && shape[3] === 1 && attentionWeight.test(name)
    ? shape.slice(0, 2)
    : shape;
