import { testInstructionSet } from './suite.js';

await testInstructionSet('avx2');
