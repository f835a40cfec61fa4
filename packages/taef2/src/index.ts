export { Block, Coder, Decoder, Encoder } from './coders.js';
export { Taef2Error, type Taef2ErrorCode } from './errors.js';
export { coderGraph } from './graph.js';
export type { LoadTaef2Options, Taef2Source } from './load.js';
export { isTaef2 } from './names.js';
export { clampLatents, type DecodeOptions, type EncodeOptions, Taef2 } from './taef2.js';
