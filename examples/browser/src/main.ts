/** The page: takes files, hands them to the worker, shows what it says. */
import type { LatentLayout, Picture } from '@x/flux2-vae';
import { droppedFiles, sortFiles } from './files.js';
import type { Answer, Request, SentFile, Work } from './messages.js';

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const page = element('page');
const drop = element('drop');
const latentsInput = element<HTMLInputElement>('latents');
const modelInput = element<HTMLInputElement>('model');
const startButton = element<HTMLButtonElement>('start');
const cancelButton = element<HTMLButtonElement>('cancel');
const layoutField = element('layout-field');
const layoutSelect = element<HTMLSelectElement>('layout');
const stage = element('stage');
const progress = element<HTMLProgressElement>('progress');
const errorLine = element('error');
const canvas = element<HTMLCanvasElement>('picture');
const report = element('report');
const download = element<HTMLAnchorElement>('download');

let latents: { readonly name: string; readonly file: SentFile } | null = null;
let model: Work['model'] = {};
let computes = '';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
const send = (request: Request): void => worker.postMessage(request);
worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => show(data));
worker.addEventListener('error', ({ message }) =>
  show({ type: 'failed', message: `the worker: ${message}` }),
);

function setState(state: 'idle' | 'running' | 'done', text: string): void {
  page.dataset.state = state;
  stage.textContent = text;
  cancelButton.disabled = state !== 'running';
  startButton.disabled = latents === null || Object.keys(model).length === 0;
}

function choose(chosen: { latents?: typeof latents; model?: Work['model'] }): void {
  if (chosen.latents) {
    latents = chosen.latents;
    element('latents-chosen').textContent = latents.name;
    layoutField.hidden = true;
    layoutSelect.replaceChildren();
  }
  if (chosen.model && Object.keys(chosen.model).length > 0) {
    model = chosen.model;
    element('model-chosen').textContent = Object.keys(model).join(', ');
  }
  startButton.disabled = latents === null || Object.keys(model).length === 0;
}

function start(): void {
  if (latents === null) return;
  errorLine.hidden = true;
  download.hidden = true;
  progress.removeAttribute('value');
  setState('running', 'Starting');
  const layout = (layoutSelect.value || undefined) as LatentLayout | undefined;
  const backend = new URLSearchParams(location.search).get('backend') ?? undefined;
  send({ type: 'work', work: { latents: latents.file, layout, model, backend } });
}

function show(answer: Answer): void {
  switch (answer.type) {
    case 'backend':
      computes = `${answer.name} (${answer.description})`;
      stage.textContent = `Reading latents; ${computes} computes`;
      if (answer.note !== '') console.info(answer.note);
      break;
    case 'preview':
      draw(answer.picture, 8);
      describe(`Preview in ${answer.seconds.toFixed(2)} s, by a linear map on ${computes}`);
      break;
    case 'progress':
      progress.value = answer.part;
      stage.textContent = answer.stage === 'load' ? 'Loading the model' : `Decoding on ${computes}`;
      break;
    case 'picture':
      draw(answer.picture, 1);
      offer(answer.png);
      progress.value = 1;
      describe(
        `${answer.picture.width}×${answer.picture.height} px in ${answer.seconds.toFixed(2)} s on ${computes}`,
      );
      setState('done', 'Done');
      break;
    case 'layouts':
      layoutSelect.replaceChildren(...answer.layouts.map((layout) => new Option(layout)));
      layoutField.hidden = false;
      fail('The shape of these latents has two readings: choose the layout, then decode.');
      break;
    case 'stopped':
      progress.value = 0;
      setState('idle', 'Cancelled');
      break;
    case 'failed':
      fail(answer.message);
  }
}

function fail(message: string): void {
  errorLine.textContent = message;
  errorLine.hidden = false;
  progress.value = 0;
  setState('idle', 'Idle');
}

function describe(text: string): void {
  report.textContent = `${text}.`;
  canvas.setAttribute('aria-label', `${latents?.name}: ${text}`);
}

/** At its size in pixels, or `scale` times that. */
function draw({ data, width, height, channels }: Picture, scale: number): void {
  const image = new ImageData(width, height);
  for (let from = 0, to = 0; to < image.data.length; from += channels, to += 4) {
    image.data.set(data.subarray(from, from + 3), to);
    image.data[to + 3] = 255;
  }
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${width * scale}px`;
  canvas.getContext('2d')!.putImageData(image, 0, 0);
}

function offer(png: Blob): void {
  URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(png);
  download.download = `${latents!.name.replace(/\.\w+$/, '')}.png`;
  download.hidden = false;
}

async function take(files: ReadonlyMap<string, File>): Promise<void> {
  const sorted = await sortFiles(files);
  choose({
    latents: sorted.latents && { name: sorted.latents.name, file: sorted.latents },
    model: sorted.model,
  });
}

const byName = (files: Iterable<File>): Map<string, File> =>
  new Map([...files].map((file) => [file.name, file]));

latentsInput.addEventListener('change', () => {
  const [file] = latentsInput.files ?? [];
  if (file) choose({ latents: { name: file.name, file } });
});
modelInput.addEventListener('change', () => {
  choose({ model: Object.fromEntries(byName(modelInput.files ?? [])) });
});
drop.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  if (event.dataTransfer) void droppedFiles(event.dataTransfer).then(take);
});
startButton.addEventListener('click', start);
cancelButton.addEventListener('click', () => send({ type: 'cancel' }));
element('sample').addEventListener('click', () => {
  const at = (name: string): SentFile => ({ href: new URL(name, document.baseURI).href });
  const weights = 'diffusion_pytorch_model.safetensors';
  const name = 'astronaut-256.latents.safetensors';
  choose({
    latents: { name, file: at(name) },
    model: { 'config.json': at('config.json'), [weights]: at(weights) },
  });
  start();
});
