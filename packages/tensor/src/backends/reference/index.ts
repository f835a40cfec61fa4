export { createReferenceDriver } from './driver.js';
