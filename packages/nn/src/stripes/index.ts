export { type BatchOptions, type BatchPlan, type BatchPlanResult, planBatch, runBatch } from './batch.js';
export {
  type ConvLayers,
  type GraphScope,
  type StripedImage,
  StripeGraph,
  type StripeGraphOptions,
} from './graph.js';
export { type JoinOptions, joinStripes } from './join.js';
export {
  type PlannedStep,
  type PlanOptions,
  type PlanResult,
  planStripes,
  type StripePlan,
} from './plan.js';
export type { Piece, Rows } from './rows.js';
export { runStripes } from './run.js';
