import { systems } from './systems.mjs';

/** What a table may be of: one type each, or all that is below float32. */
export const tableNames = ['float32', 'bfloat16', 'float16', 'lower'];

/**
 * The rows of a table: a system in a type, ours at a precision too; `absent` says why one isn't run on this machine.
 * The first is ours, which the others are compared with.
 */
export function rowsOf(table, { peers, instructionSets }) {
  const [ours, ...others] = systems;
  const chosen = others.filter(({ name }) => peers?.includes(name) ?? true);
  const row = (system, dtype, precision = 'highest', absent = null) => ({
    id: `${system.name} ${dtype} ${precision}`,
    system,
    name: precision === 'highest' ? system.name : `${system.name}, ${precision}`,
    dtype,
    precision,
    absent,
  });
  if (table !== 'lower') {
    const able = chosen.filter(({ dtypes }) => dtypes.includes(table));
    return [ours, ...able].map((system) => row(system, table));
  }
  const hasTiles = instructionSets.includes('amx_bf16');
  const hasProducts = hasTiles || instructionSets.includes('avx512_bf16');
  const unless = (has, reason) => (has ? null : reason);
  const noProducts = 'no products of bfloat16 on this processor';
  return [
    row(ours, 'bfloat16'),
    row(ours, 'bfloat16', 'medium', unless(hasProducts, `as highest: ${noProducts}`)),
    row(ours, 'float16'),
    row(ours, 'float32'),
    row(ours, 'float32', 'high', unless(hasTiles, 'as highest: no AMX on this processor')),
    row(ours, 'float32', 'medium', unless(hasProducts, `as highest: ${noProducts}`)),
    ...chosen
      .filter(({ dtypes }) => dtypes.includes('bfloat16'))
      // Emulated it is many times slower than float32, which nobody would use.
      .map((system) =>
        row(system, 'bfloat16', 'highest', unless(hasProducts || system.storesBfloat16, noProducts)),
      ),
  ];
}
