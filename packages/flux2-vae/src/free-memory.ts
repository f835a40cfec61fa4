export { controlGroupBytes, freeBytes } from '@x/nn';
