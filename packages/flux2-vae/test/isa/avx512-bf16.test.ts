import { testInstructionSet } from './suite.js';

await testInstructionSet('avx512-bf16');
