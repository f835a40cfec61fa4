/** The two halves of the model. */
export type Part = 'encoder' | 'decoder';

/** What a file's names are: those of the file that holds both, or of the original one of a part. */
export type Naming = 'diffusers' | Part;

/** `encoder.layers.3.conv.0.weight`. */
const both = /^(?:encoder|decoder)\.layers\./;
/** `3.conv.0.weight`. */
const original = /^(\d{1,3})\.(.*)$/;

/**
 * The names of a checkpoint, or null where they are of no TAEF2. An original file's first convolution tells which part
 * it is: the encoder begins with it, the decoder with a clamp, which has no weights but counts.
 */
export function namingOf(names: Iterable<string>): Naming | null {
  const all = new Set(names);
  if ([...all].some((name) => both.test(name))) return 'diffusers';
  if (all.has('0.weight')) return 'encoder';
  return all.has('1.weight') ? 'decoder' : null;
}

/** Whether names are those of a file that `Taef2.load` takes, or of what claims to be one. */
export const isTaef2 = (names: Iterable<string>): boolean => namingOf(names) !== null;

/** A stored name as the model has it. */
export function modelName(name: string, naming: Naming): string {
  if (naming === 'diffusers') return name;
  const [, index, rest] = original.exec(name) ?? [];
  if (index === undefined) return name;
  return `${naming}.layers.${naming === 'decoder' ? Number(index) - 1 : index}.${rest}`;
}
