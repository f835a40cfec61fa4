import { createBackend } from '@x/tensor';
import { conformanceCases } from '@x/tensor/conformance';
import { testConformance } from './suite.js';

// Agreement with itself would prove nothing.
const cases = conformanceCases().filter(({ group }) => group !== 'agreement with reference');

testConformance('reference', () => createBackend('reference'), cases);
