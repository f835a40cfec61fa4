import { type StripedImage, type StripeGraph, sourcesOf } from './graph.js';
import type { PlanOptions, StripePlan } from './plan.js';

const mostPlans = 8;

/** By the module of a graph's last layer, so that a plan lives no longer than what it computes with. */
const known = new WeakMap<object, Map<string, StripePlan>>();
const numbers = new WeakMap<object, number>();
let count = 0;

/** The same for the same object, and no other's. */
function numberOf(object: object | null | undefined): number {
  if (object == null) return -1;
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = count++));
  return number;
}

/** The modules of an image's layers. */
function layersOf({ source }: StripedImage): (object | null | undefined)[] {
  if (source.kind === 'input') return [];
  if (source.kind === 'attention') return [source.attention];
  const { conv, norm, activation, outputActivation } = source.layers;
  return [conv, norm, activation, outputActivation];
}

/** Same for graphs of the same modules, sizes and wiring, and the same options. */
function textOf({ images, batch }: StripeGraph, options: PlanOptions): string {
  const { backend, dtype, precision, boundBytes } = options;
  const network = images.map((image) => {
    const { height, width, source } = image;
    const reads = sourcesOf(image).map((read) => images.indexOf(read));
    const { upsample = 1, precision = null } = source.kind === 'conv' ? source.layers : {};
    return [image.name, height, width, upsample, precision, reads, layersOf(image).map(numberOf)];
  });
  return JSON.stringify([numberOf(backend), dtype, precision, boundBytes, batch, network]);
}

/** What `make` found for this graph and these options the last time, or finds now; the latest few of a model are kept. */
export function knownPlan(
  graph: StripeGraph,
  options: PlanOptions,
  make: () => StripePlan | null,
): StripePlan | null {
  const [last] = layersOf(graph.output);
  if (!last) return make();
  const text = textOf(graph, options);
  let plans = known.get(last);
  if (plans === undefined) known.set(last, (plans = new Map()));
  const plan = plans.get(text) ?? make();
  if (plan === null) return null;
  plans.delete(text);
  plans.set(text, plan);
  if (plans.size > mostPlans) plans.delete(plans.keys().next().value!);
  return plan;
}
