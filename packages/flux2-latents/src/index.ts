export { type ConvertOptions, convertLatents, toPacked, toRaw } from './convert.js';
export { LatentsError, type LatentsErrorCode } from './errors.js';
export type { LatentData, LatentDescription, LatentDType } from './latents.js';
export {
  fromChannelsLast,
  inferLayout,
  isLatentLayout,
  isPacked,
  type LatentForm,
  type LatentFormOptions,
  type LatentGeometry,
  type LatentLayout,
  latentForm,
  latentLayouts,
  patchify,
  toChannelsLast,
  unpatchify,
} from './layouts.js';
export { type PreviewMap, type PreviewOptions, previewLatents } from './preview.js';
export { type LatentsNote, type ReadLatents, type ReadLatentsOptions, readLatents } from './read.js';
export { type DescribedTensor, type SaveLatentsOptions, saveLatents } from './save.js';
export { denormalize, flux2Statistics, type LatentStatistics, normalize } from './statistics.js';
export { type CheckedLatents, checkLatents, type LatentOptions, takeLatents } from './take.js';
