export {
  inferLayout,
  type LatentData,
  type LatentLayout,
  LatentsError,
  latentLayouts,
  type PreviewMap,
  type PreviewOptions,
  previewLatents,
  type ReadLatents,
  readLatents,
  saveLatents,
} from '@x/flux2-latents';
export { AutoencoderKLFlux2, type DecodeOptions, type StructureOptions } from './autoencoder.js';
export {
  type AutoencoderKLFlux2Config,
  configToJson,
  type ParseConfigOptions,
  parseConfig,
} from './config.js';
export { type EncodeOptions, type ImageLayout, imageLayouts } from './encode.js';
export { type Note, type OnNote, VaeError, type VaeErrorCode } from './errors.js';
export { fitPicture, type PictureFit, pictureFits } from './fit-picture.js';
export type { FloatData } from './float-data.js';
export { fromUint8 } from './from-uint8.js';
export {
  type EncodeImageOptions,
  encodeImage,
  type ImageFormat,
  imageFormats,
  type Picture,
  toUint8,
} from './image.js';
export { imageMultiples } from './image-size.js';
export { inferConfig } from './infer-config.js';
export type { LatentOptions } from './latents.js';
export {
  type Checkpoint,
  type LoadVaeOptions,
  type ModelSource,
  type OpenOptions,
  openCheckpoint,
} from './load.js';
export { psnr } from './psnr.js';
export { type ReadPictureOptions, readPicture } from './read-picture.js';
export type { Progress, RunOptions } from './run.js';
export { parseBytes, type Tiling, type TilingDone, type TilingOptions, tilings } from './tiling.js';
