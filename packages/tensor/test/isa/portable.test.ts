import { testInstructionSet } from './suite.js';

await testInstructionSet('portable');
