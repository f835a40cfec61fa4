/** Everything that takes time: reading, the preview, loading, decoding, writing the PNG. */
import { encodeImage, inferLayout, type Picture, previewLatents, readLatents, toUint8 } from '@x/flux2-vae';
import type { Backend, Tensor } from '@x/tensor';
import { type Chosen, chooseBackend } from './backend.js';
import type { Answer, Request, SentFile, Work } from './messages.js';
import { loadModel, type Model, opened } from './model.js';

const say = (answer: Answer, transfer: Transferable[] = []): void => postMessage(answer, { transfer });

let stop = new AbortController();
let before: Promise<void> = Promise.resolve();
const backends = new Map<string | undefined, Promise<Chosen>>();
let held: { readonly key: string; readonly model: Model } | null = null;

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  stop.abort(new DOMException('cancelled', 'AbortError'));
  if (data.type === 'cancel') return;
  stop = new AbortController();
  const { signal } = stop;
  before = before.then(() => answer(data.work, signal));
});

async function answer(work: Work, signal: AbortSignal): Promise<void> {
  try {
    await decode(work, signal);
  } catch (error) {
    // Work that has taken its place says for itself how it goes.
    if (signal.aborted && signal === stop.signal) say({ type: 'stopped' });
    if (!signal.aborted)
      say({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

async function decode(work: Work, signal: AbortSignal): Promise<void> {
  const chosen = backends.get(work.backend) ?? chooseBackend(work.backend);
  backends.set(work.backend, chosen);
  chosen.catch(() => backends.delete(work.backend));
  const { backend, note } = await chosen;
  say({ type: 'backend', name: backend.name, description: backend.description, note });

  let start = performance.now();
  const latents = await readLatents(opened(work.latents), { signal });
  const inferred = work.layout ?? latents.layout ?? inferLayout(latents.shape);
  if (typeof inferred !== 'string') return say({ type: 'layouts', layouts: inferred });
  const layout = inferred;
  const preview = await pictureOf(previewLatents(latents, { layout, backend }));
  say({ type: 'preview', picture: preview, seconds: secondsSince(start) });

  const model = await modelOf(work.model, backend, signal);
  start = performance.now();
  const image = await model.decode(latents, {
    layout,
    signal,
    onProgress: ({ done, total }) => say({ type: 'progress', stage: 'decode', part: done / total }),
  });
  const picture = await pictureOf(image);
  const seconds = secondsSince(start);
  const bytes = await encodeImage(picture, 'png');
  const png = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' });
  say({ type: 'picture', picture, png, seconds });
}

const secondsSince = (start: number): number => (performance.now() - start) / 1000;

/** The first of a batch; disposes the image. */
async function pictureOf(image: Tensor): Promise<Picture> {
  try {
    const [picture] = await toUint8(image);
    return picture!;
  } finally {
    image.dispose();
  }
}

/** The model that is held already, where it is the same. */
async function modelOf(files: Work['model'], backend: Backend, signal: AbortSignal): Promise<Model> {
  const key = JSON.stringify([
    backend.name,
    Object.entries(files).map(([name, file]) => [name, keyOf(file)]),
  ]);
  if (held?.key === key) return held.model;
  held?.model.dispose();
  held = null;
  const model = await loadModel(files, {
    backend,
    signal,
    onProgress: ({ done, total }) => say({ type: 'progress', stage: 'load', part: done / total }),
  });
  held = { key, model };
  return model;
}

function keyOf(file: SentFile): unknown {
  if (!(file instanceof Blob)) return file.href;
  return file instanceof File ? [file.name, file.size, file.lastModified] : file.size;
}
