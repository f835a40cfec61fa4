/** Every table case, and the float32, int32 and bool ones from sources that aren't contiguous too. */

import { callOp } from './callOp.js';
import { type ConformanceCase, group } from './case.js';
import { evaluateAll } from './evaluate.js';
import { expectArray } from './expect.js';
import { decodeArray, type OpCase } from './opCase.js';
import { toleranceOf } from './tolerances.js';
import { binaryValues } from './values/binary.js';
import { castValues } from './values/cast.js';
import { compareValues } from './values/compare.js';
import { convolutionValues } from './values/convolution.js';
import { fusedValues } from './values/fused.js';
import { matmulValues } from './values/matmul.js';
import { movementValues } from './values/movement.js';
import { randomValues } from './values/random.js';
import { reductionValues } from './values/reduction.js';
import { unaryValues } from './values/unary.js';
import { type View, views } from './views.js';

export const tables: Readonly<Record<string, readonly OpCase[]>> = {
  unary: unaryValues,
  binary: binaryValues,
  compare: compareValues,
  cast: castValues,
  reduction: reductionValues,
  movement: movementValues,
  matmul: matmulValues,
  convolution: convolutionValues,
  random: randomValues,
  fused: fusedValues,
};

const viewed = new Set(['float32', 'int32', 'bool']);

function viewsOf(testCase: OpCase): readonly View[] {
  const [first] = testCase.arguments;
  const worthIt = first && first[1].length > 0 && !first[1].includes(0) && viewed.has(first[0]);
  return worthIt ? views : views.slice(0, 1);
}

const run =
  (testCase: OpCase, view: View): ConformanceCase['run'] =>
  async ({ backend }) => {
    const results = await evaluateAll(() => {
      const args = testCase.arguments.map((encoded) => view.make(backend, decodeArray(encoded)));
      return callOp(testCase.op, args, testCase.attributes, backend);
    });
    const source = testCase.arguments[0]?.[0];
    for (const [name, encoded] of Object.entries(testCase.expected)) {
      const expected = decodeArray(encoded);
      const tolerance = toleranceOf(testCase.op, expected.dtype, source ?? expected.dtype);
      expectArray(results[name]!, expected, tolerance, name);
    }
  };

export function tableCases(): ConformanceCase[] {
  return Object.entries(tables).flatMap(([name, cases]) =>
    group(
      name,
      cases.flatMap((testCase) =>
        viewsOf(testCase).map((view) => {
          const suffix = view.name ? `, ${view.name}` : '';
          return [`${testCase.name}${suffix}`, run(testCase, view)] as const;
        }),
      ),
    ),
  );
}
