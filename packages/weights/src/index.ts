export type { ByteSource, ReadOptions } from './bytes.js';
export { blobSource, bytesSource } from './bytes.js';
export { type DiffusersOptions, type FolderInput, openDiffusers } from './diffusers.js';
export { isStoredDType, type StoredDType, storedDTypes, storedItemSize } from './dtype.js';
export { WeightsError, type WeightsErrorCode, type WeightsErrorOptions } from './errors.js';
export type { FilesByName, NamedFile } from './folder.js';
export { type IdentifiedFormat, identifiedBytes, identifyBytes } from './identify.js';
export { isJsonObject, type JsonFailure, type JsonObject, type JsonValue, parseJson } from './json.js';
export { readJsonFile } from './json-file.js';
export { type ArrayToWrite, encodeNpy, type NpyArray, readNpy, writeNpy } from './npy.js';
export { type OllamaOptions, openOllama, openOllamaManifest } from './ollama.js';
export { type OllamaName, parseOllamaName } from './ollama-name.js';
export { isWeightsInput, type OpenWeightsOptions, openWeights, type WeightsFormat } from './open.js';
export { printable, printableLine, quote, shownJson } from './printable.js';
export { openSafetensors } from './safetensors.js';
export {
  encodeSafetensors,
  type TensorsToWrite,
  type TensorToWrite,
  type WriteSafetensorsOptions,
  writeSafetensors,
} from './safetensors-writer.js';
export type { QuantisedGroup, QuantisedPart, TensorInfo, WeightsNote, WeightsSource } from './source.js';
export { isByteSource, openByteSource, type SourceInput } from './source-input.js';
export {
  type ReadableTensor,
  type TensorSource,
  type TensorSourceOptions,
  tensorSource,
} from './tensor-source.js';
export { type UrlOptions, urlSource } from './url.js';
export { writeFileAtomically } from './write.js';
