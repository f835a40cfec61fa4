// examples/browser, built and served, in a real Chromium: what it shows is what Node computes.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  AutoencoderKLFlux2,
  previewLatents,
  readLatents,
  readPicture,
  saveLatents,
  toUint8,
} from '@x/flux2-vae';
import { Taef2 } from '@x/taef2';
import { defaultBackend, slice, tensor } from '@x/tensor';
import { build, preview } from 'vite';
import { root } from '../lib/paths.mjs';
import { launchChromium } from './chromium.mjs';

const example = join(root, 'examples/browser');
const sample = join(root, 'test-fixtures/sample-model');
const weights = join(sample, 'diffusion_pytorch_model.safetensors');
const sampleLatents = join(sample, 'astronaut-256.latents.safetensors');
/** Of 255: two backends round the last bits of a float differently. */
const tolerance = 1;
/** On two busy cores in plain TypeScript. */
const patienceMs = 300_000;

function expect(condition, wanted) {
  if (!condition) throw new Error(`it must ${wanted}`);
}

function expectSame(found, expected, what) {
  const size = ({ width, height, channels }) => `${width}×${height}×${channels}`;
  expect(size(found) === size(expected), `show ${what} at ${size(expected)}; got ${size(found)}`);
  let worst = 0;
  for (let i = 0; i < found.data.length; i++)
    worst = Math.max(worst, Math.abs(found.data[i] - expected.data[i]));
  expect(worst <= tolerance, `show ${what} as Node computes it, within ${tolerance}; got ${worst}`);
}

/** What Node computes: the preview and the picture of a latents file. */
async function computed(file, decode) {
  const latents = await readLatents(file);
  const picture = async (image) => (await toUint8(image))[0];
  return { preview: await picture(previewLatents(latents)), picture: await picture(await decode(latents)) };
}

/** Four by four packed positions of the sample: 64 px, for the slow backend. */
async function cutOut(path) {
  const { data, shape, layout } = await readLatents(sampleLatents);
  const part = slice(tensor(data, { shape }), [null, null, [5, 9, 1], [6, 10, 1]]);
  await saveLatents(path, part, { layout: layout ?? 'packed-nchw' });
}

/** What the page showed, recorded as it happens: a poll would miss what is short. */
const record = () => {
  globalThis.seen = { preview: null, parts: [] };
  const note = () => {
    const text = (id) => document.getElementById(id).textContent;
    if (text('report').startsWith('Preview'))
      globalThis.seen.preview ??= document.getElementById('picture').toDataURL();
    if (text('stage').startsWith('Decoding'))
      globalThis.seen.parts.push(document.getElementById('progress').value);
  };
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  new MutationObserver(note).observe(document.body, everything);
};

/** Waits for something of the page's elements; says what was waited for in vain, and what the page says. */
async function until(page, wanted, isThere, argument) {
  await page.waitForFunction(isThere, argument, { timeout: patienceMs }).catch(async () => {
    const said = await page.locator('#stage').textContent();
    throw new Error(`it must ${wanted} within ${patienceMs / 1000} s; it said: ${said}`);
  });
}

const state = (page, name) =>
  until(page, `become ${name}`, (wanted) => document.getElementById('page').dataset.state === wanted, name);

async function outcome(page) {
  await until(page, 'end', () => document.getElementById('page').dataset.state !== 'running');
  const error = await page.locator('#error:visible').allTextContents();
  expect(error.length === 0, `decode; it said: ${error[0]}`);
  await state(page, 'done');
}

/** The canvas as it is on the screen, at whole pixels. */
async function shown(page) {
  const style = '#picture { position: fixed; top: 0; left: 0 }';
  return readPicture(await page.locator('#picture').screenshot({ style }));
}

async function decodeHere(page, { files, expected }) {
  await page.evaluate(record);
  if (files === undefined) {
    await page.getByRole('button', { name: 'Take the sample' }).click();
  } else {
    await page.getByLabel('Latents', { exact: false }).setInputFiles(files.latents);
    await page.getByLabel('Model', { exact: false }).setInputFiles(files.model);
    await page.getByRole('button', { name: 'Decode' }).click();
  }
  await outcome(page);
  const { preview, parts } = await page.evaluate(() => globalThis.seen);
  expect(preview !== null, 'show the preview first');
  const previewed = await readPicture(Buffer.from(preview.split(',')[1], 'base64'));
  expectSame(previewed, expected.preview, 'the preview');
  expect(new Set(parts).size > 5, `tell of its progress; got ${new Set(parts).size} steps`);
  expect(
    parts.every((part, i) => i === 0 || part >= parts[i - 1]),
    'never go back in its progress',
  );
  expectSame(await shown(page), expected.picture, 'the picture');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the PNG' }).click();
  expectSame(await readPicture(await (await downloading).path()), expected.picture, 'the PNG');
  return page.locator('#report').textContent();
}

/** Cancels in the middle of a decode, and decodes again. */
async function cancelHere(page) {
  await page.getByRole('button', { name: 'Decode' }).click();
  const cancel = page.getByRole('button', { name: 'Cancel' });
  await until(page, 'decode', () => document.getElementById('stage').textContent.startsWith('Decoding'));
  await cancel.click();
  await state(page, 'idle');
  const stage = await page.locator('#stage').textContent();
  expect(stage === 'Cancelled', `say that it was cancelled; it said: ${stage}`);
  await page.getByRole('button', { name: 'Decode' }).click();
  await outcome(page);
}

/** Files that are dropped are told apart by what is in them. */
async function dropHere(page, paths) {
  const files = paths.map((path) => ({ name: basename(path), text: readFileSync(path, 'base64') }));
  const transfer = await page.evaluateHandle((all) => {
    const made = new DataTransfer();
    for (const { name, text } of all)
      made.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
    return made;
  }, files);
  await page.locator('#drop').dispatchEvent('drop', { dataTransfer: transfer });
  const [latents, ...model] = paths.map((path) => basename(path));
  await page.locator('#latents-chosen', { hasText: latents }).waitFor();
  await page.locator('#model-chosen', { hasText: model.join(', ') }).waitFor();
}

async function refuseHere(page, folder) {
  const pickle = join(folder, 'model.safetensors');
  writeFileSync(pickle, Uint8Array.of(0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9));
  await page.getByLabel('Model', { exact: false }).setInputFiles(pickle);
  await page.getByRole('button', { name: 'Decode' }).click();
  const line = page.getByRole('alert');
  await line.waitFor();
  const said = await line.textContent();
  expect(/pickle/.test(said), `refuse a pickle with a word; it said: ${said}`);
}

/** What there is to print of it, in lines. `keep`: where to put a picture of the page. */
export async function tryBrowser({ chromium, keep }) {
  const folder = mkdtempSync(join(tmpdir(), 'x-browser-'));
  await build({ root: example, logLevel: 'error' });
  const server = await preview({ root: example, logLevel: 'error', preview: { host: '127.0.0.1' } });
  const browser = await launchChromium(chromium);
  const lines = [];
  try {
    const small = join(folder, 'small.safetensors');
    await cutOut(small);
    const vae = await AutoencoderKLFlux2.load(sample, { backend: defaultBackend() });
    const large = await computed(sampleLatents, (latents) => vae.decode(latents, { layout: 'packed-nchw' }));
    const part = await computed(small, (latents) => vae.decode(latents));
    const url = server.resolvedUrls.local[0];
    const open = async (backend) => {
      const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
      page.on('pageerror', (error) => lines.push(`page error: ${error.message}`));
      page.on('request', (request) => {
        if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(url)) {
          lines.push(`a request to ${request.url()}`);
        }
      });
      await page.goto(backend === undefined ? url : `${url}?backend=${backend}`);
      return page;
    };

    const reference = await open('reference');
    expect(await reference.evaluate(() => crossOriginIsolated), 'be isolated from other origins');
    const model = [join(sample, 'config.json'), weights];
    lines.push(await decodeHere(reference, { files: { latents: small, model }, expected: part }));
    await cancelHere(reference);
    await dropHere(reference, [small, ...model]);
    await refuseHere(reference, folder);
    const tiny = process.env.X_TAEF2_DIR;
    if (tiny === undefined) {
      lines.push('skipped TAEF2 in the page: X_TAEF2_DIR is not set');
    } else {
      const file = join(tiny, 'taef2.safetensors');
      const taef2 = await Taef2.load(file);
      const expected = await computed(small, (latents) => taef2.decode(latents));
      lines.push(await decodeHere(reference, { files: { latents: small, model: [file] }, expected }));
    }
    await reference.close();

    const page = await open();
    lines.push(await decodeHere(page, { expected: large }));
    if (keep !== undefined) await page.screenshot({ path: keep });
    if (/ on reference /.test(lines.at(-1)))
      lines.push('skipped wasm in the page: @x/tensor-wasm has no binary here');
    else await cancelHere(page);
    const wrong = lines.filter((line) => /^(?:page error|a request)/.test(line));
    expect(wrong.length === 0, `run without errors, by itself; got ${wrong.join('; ')}`);
    return lines;
  } finally {
    await browser.close();
    await new Promise((resolve) => server.httpServer.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}
