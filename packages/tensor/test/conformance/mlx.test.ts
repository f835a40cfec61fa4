import { createBackend } from '@x/tensor';
import { available, testConformance } from './suite.js';

if (await available('mlx')) testConformance('mlx', () => createBackend('mlx'));
