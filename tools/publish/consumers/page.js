import { AutoencoderKLFlux2 } from '@x/flux2-vae';
import { SwiGLU } from '@x/nn';
import { Taef2 } from '@x/taef2';
import { createBackend, tensor } from '@x/tensor';

const backend = await createBackend('reference');
const sum = tensor([1, 2, 3, 4, 5, 6], { shape: [2, 3], backend }).add(0);
const gated = new SwiGLU().forward(tensor([0, 0, 1, 1], { backend }));
const codes = await Promise.all(
  [AutoencoderKLFlux2, Taef2].map((model) => model.load('a/path', { backend }).catch(({ code }) => code)),
);
if (codes.join() !== 'unsupported,unsupported') throw new Error(`no page has paths; got ${codes}`);
if ((await gated.data()).some((value) => value !== 0)) throw new Error('silu(0) · 1 must be 0');
globalThis.document.title = `${backend.name} ${[...(await sum.data())].slice(2, 5).filter((x) => x !== 4)}`;
