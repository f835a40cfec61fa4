export { type ConvLayers, type StripedImage, StripeGraph } from './graph.js';
export {
  type PlannedStep,
  type PlanOptions,
  type PlanResult,
  planStripes,
  type StripePlan,
} from './plan.js';
export type { Piece, Rows } from './rows.js';
export { type RunStripesOptions, runStripes } from './run.js';
export type { Workspaces } from './sizes.js';
export { backendWorkspaces } from './workspaces.js';
