import { defineConfig } from 'vite';

// Threads share memory, which a browser lets pages do that are isolated from others.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  // For a folder of any name on a server.
  base: './',
  // A file that isn't there is a 404, and not the page.
  appType: 'mpa',
  // The sample: a small model and latents, served beside the page.
  publicDir: '../../test-fixtures/sample-model',
  server: { headers },
  preview: { headers },
  // The packages are split in chunks, which needs workers that are modules.
  worker: { format: 'es' },
  // They find their own files by URLs that bundling ahead would move.
  optimizeDeps: { exclude: ['@x/flux2-vae', '@x/taef2', '@x/tensor', '@x/tensor-wasm', '@x/weights'] },
  build: { target: 'es2022' },
});
