import { createBackend } from '@x/tensor';
import { available, testConformance } from './suite.js';

if (await available('wasm')) {
  testConformance('wasm with 2 threads', () => createBackend('wasm', { threads: 2 }));
  testConformance('wasm without threads', () => createBackend('wasm', { shared: false }));
}
