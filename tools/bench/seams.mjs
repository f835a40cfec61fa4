// How far tiles and bounded work are from the undivided result, at tiles' borders and elsewhere: see `usage`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AutoencoderKLFlux2, encodeImage, fromUint8, readLatents, readPicture } from '@x/flux2-vae';
import { createBackend } from '@x/tensor';
import { root } from '../lib/paths.mjs';
import { optionsOf } from './options.mjs';
import { table } from './report.mjs';

const usage = `node tools/bench/seams.mjs [options]
  --tile-latents 32,16     sides of tiles, in raw latents of 8 px
  --max-memory 96MiB       of the bounded work
  --picture OUT.jpg        three pictures beside each other: undivided, the tiles' difference, the bounded difference
  --amplify 8              of the differences in it
  --backend cpu

The sample model and its picture of 512 px. Differences are of 8-bit levels (of 255) for decodes, of the latents for encodes.`;

const values = optionsOf(usage, {
  'tile-latents': { type: 'string', default: '32,16' },
  'max-memory': { type: 'string', default: '96MiB' },
  picture: { type: 'string' },
  amplify: { type: 'string', default: '8' },
  backend: { type: 'string', default: 'cpu' },
});

const sample = join(root, 'test-fixtures/sample-model');
const backend = await createBackend(values.backend);
const vae = await AutoencoderKLFlux2.load(sample, { backend });
const latents = await readLatents(join(sample, 'astronaut.latents.safetensors'));
const image = fromUint8([await readPicture(join(sample, 'astronaut.png'))]);
const overlap = 0.25;

async function take(tensor) {
  const data = await tensor.data();
  const { shape } = tensor;
  tensor.dispose();
  return { data, shape };
}
/** Channels first, one picture. */
const works = {
  decode: {
    scale: 255,
    pixel: 1,
    run: (options) => vae.decode(latents, { layout: 'packed-nchw', ...options }),
  },
  encode: { scale: 1, pixel: 8, run: (options) => vae.encode(image, { layout: 'raw-nchw', ...options }) },
};

/** Whether a place lies where two tiles are blended; `kept` and `blended` as the tiles are laid out. */
const isBlended = (at, { kept, blended }) => at >= kept && at % kept < blended;

/** Largest and mean absolute difference over the places that `where` takes. */
function difference(a, b, scale, where) {
  const [, , height, width] = a.shape;
  let [max, sum, count] = [0, 0, 0];
  for (let i = 0; i < a.data.length; i++) {
    const place = i % (height * width);
    if (!where(Math.floor(place / width), place % width)) continue;
    const error = scale * Math.abs(a.data[i] - b.data[i]);
    max = Math.max(max, error);
    sum += error;
    count++;
  }
  return { max, mean: sum / count };
}
const short = (value) => (value < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(2))));
const text = ({ max, mean }) => `${short(max)} / ${short(mean)}`;

const rows = [];
const kept = {};
for (const [name, { scale, pixel, run }] of Object.entries(works)) {
  const whole = await take(await run({ tiling: 'off' }));
  const row = (way, other, geometry) => {
    const at = (row, column) => isBlended(row, geometry) || isBlended(column, geometry);
    rows.push([
      name,
      way,
      text(difference(whole, other, scale, at)),
      text(difference(whole, other, scale, (y, x) => !at(y, x))),
    ]);
  };
  let first;
  for (const tileLatents of values['tile-latents'].split(',').map(Number)) {
    const tiled = await take(await run({ tiling: 'diffusers', tileLatents, tileOverlap: overlap }));
    const side = (tileLatents * 8) / pixel;
    const geometry = { kept: side * (1 - overlap), blended: side * overlap };
    first ??= { tiled, geometry };
    row(`tiles of ${tileLatents} latents`, tiled, geometry);
  }
  const done = [];
  const maxMemory = values['max-memory'];
  const bounded = await take(await run({ maxMemory, onTiling: (way) => done.push(way) }));
  row(`${done[0]}, ${maxMemory}`, bounded, first.geometry);
  kept[name] = { whole, tiled: first.tiled, bounded };
}
console.log(table(['work', 'way', 'in blended strips, max / mean', 'elsewhere, max / mean'], rows));

if (values.picture !== undefined) {
  const { whole, tiled, bounded } = kept.decode;
  const [, channels, height, width] = whole.shape;
  const amplify = Number(values.amplify);
  const data = new Uint8Array(height * 3 * width * channels);
  const write = (panel, at) => {
    for (let i = 0; i < whole.data.length; i++) {
      const [channel, place] = [Math.floor(i / (height * width)), i % (height * width)];
      const [y, x] = [Math.floor(place / width), place % width];
      const value = Math.round(255 * Math.min(1, at(i)));
      data[(y * 3 * width + panel * width + x) * channels + channel] = value;
    }
  };
  write(0, (i) => whole.data[i]);
  write(1, (i) => amplify * Math.abs(tiled.data[i] - whole.data[i]));
  write(2, (i) => amplify * Math.abs(bounded.data[i] - whole.data[i]));
  const picture = { data, width: 3 * width, height, channels };
  writeFileSync(values.picture, await encodeImage(picture, values.picture.endsWith('.png') ? 'png' : 'jpg'));
}
await backend.close();
