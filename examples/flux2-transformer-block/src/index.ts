export { type BlockOptions, Flux2TransformerBlock, type Rotary } from './double-block.js';
export { Flux2Modulation } from './modulation.js';
export { Flux2SingleTransformerBlock } from './single-block.js';
