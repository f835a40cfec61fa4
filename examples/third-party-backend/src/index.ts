import { createReferenceDriver, type DriverFactory, registerBackend, TensorError } from '@x/tensor';
import { type OnOp, RecordingDriver } from './driver.js';

export type { OnOp, OpRecord } from './driver.js';

/** Option `onOp`: called with an `OpRecord` when an op is issued. */
export const createRecordingDriver: DriverFactory = ({ onOp = () => {} }) => {
  if (typeof onOp !== 'function') {
    throw new TensorError('argument', 'createBackend', `onOp must be a function; got ${typeof onOp}`);
  }
  return new RecordingDriver(createReferenceDriver(), onOp as OnOp);
};

/** Makes `createBackend('recording', { onOp })` known. Any number of calls is fine. */
export function registerRecording(): void {
  registerBackend('recording', createRecordingDriver);
}
