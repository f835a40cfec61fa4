import { WeightsError } from './errors.js';
import { quote } from './printable.js';
import type { StoredGroup, StoredTensor, TensorTable } from './source.js';

const quantTypes = ['int4', 'int8', 'nvfp4', 'mxfp8'] as const;

/**
 * Parts a file's tensors into plain ones and quantised groups. A file whose metadata names a `quant_type` packs
 * its U32 tensors: `NAME` with `NAME.scale` and, in most types, `NAME.bias`.
 */
export function partQuantised(
  tensors: TensorTable,
  metadata: Readonly<Record<string, string>>,
  file: string,
): { tensors: TensorTable; groups: ReadonlyMap<string, StoredGroup> } {
  const groups = new Map<string, StoredGroup>();
  const { quant_type: type, group_size: size } = metadata;
  if (type === undefined) return { tensors, groups };
  const quantType = quantTypes.find((known) => known === type);
  if (quantType === undefined) {
    throw new WeightsError(
      'quantised',
      'safetensors',
      `quant_type must be one of ${quantTypes.join(', ')}; got ${quote(type)}`,
      {
        file,
        details: { quantType: type },
      },
    );
  }
  if (size === undefined || !/^[1-9][0-9]{0,8}$/.test(size)) {
    const got = size === undefined ? 'none' : quote(size);
    throw new WeightsError('quantised', 'safetensors', `group_size must be a positive integer; got ${got}`, {
      file,
      details: { groupSize: size },
    });
  }
  const all = [...tensors.keys()].map((name) => [name, tensors.get(name) as StoredTensor] as const);
  const plain = new Map(all);
  for (const [name, data] of all) {
    if (data.info.dtype !== 'U32') continue;
    const scale = tensors.get(`${name}.scale`);
    const bias = tensors.get(`${name}.bias`);
    if (scale === undefined) {
      throw new WeightsError(
        'quantised',
        'safetensors',
        'packed data must have a scale beside it; got none',
        {
          file,
          tensor: name,
        },
      );
    }
    for (const part of [name, `${name}.scale`, `${name}.bias`]) plain.delete(part);
    groups.set(name, { quantType, groupSize: Number(size), data, scale, bias });
  }
  return { tensors: plain, groups };
}
