import { testInstructionSet } from './suite.js';

await testInstructionSet('amx-emulated');
