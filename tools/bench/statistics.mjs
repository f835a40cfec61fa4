import { readNpy } from '@x/weights';

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function readPicture(path) {
  const { data, dtype } = await readNpy(path);
  const View = { F32: Float32Array, F64: Float64Array }[dtype];
  return new View(data.buffer, data.byteOffset, data.byteLength / View.BYTES_PER_ELEMENT);
}

const toUnit = (sample) => Math.min(1, Math.max(0, sample / 2 + 0.5));

/** Largest and root-mean-square difference of two samples' pictures on [0,1]. */
export async function pictureError(path, truthPath) {
  const [sample, truth] = [await readPicture(path), await readPicture(truthPath)];
  let max = 0;
  let squares = 0;
  for (let i = 0; i < truth.length; i++) {
    const difference = Math.abs(toUnit(sample[i]) - toUnit(truth[i]));
    if (!(difference <= max)) max = difference;
    squares += difference * difference;
  }
  return { max, rms: Math.sqrt(squares / truth.length) };
}
