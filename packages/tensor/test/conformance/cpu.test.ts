import { createBackend } from '@x/tensor';
import { available, testConformance } from './suite.js';

if (await available('cpu')) testConformance('cpu', () => createBackend('cpu'));
