import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** What is built, as a package that depends on it sees it: `turbo run build` must have run. */
const here = fileURLToPath(new URL('..', import.meta.url));

async function runNode(kind: 'commonjs' | 'module', source: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [`--input-type=${kind}`, '-e', source], {
    cwd: here,
  });
  return stdout.trim();
}

const report = `console.log([typeof vae.AutoencoderKLFlux2.load, typeof vae.readLatents, typeof tensor.createBackend].join())`;

test('packages can be imported', async () => {
  const source = `import * as vae from '@x/flux2-vae'; import * as tensor from '@x/tensor'; ${report}`;
  expect(await runNode('module', source)).toBe('function,function,function');
});

test('packages can be required', async () => {
  const source = `const vae = require('@x/flux2-vae'); const tensor = require('@x/tensor'); ${report}`;
  expect(await runNode('commonjs', source)).toBe('function,function,function');
});

test.each(['@x/tensor', '@x/nn', '@x/weights', '@x/flux2-latents', '@x/flux2-vae'])(
  '%s is one copy, whether imported or required',
  async (name) => {
    const source = `
      const required = require('${name}');
      import('${name}').then((imported) => {
        const names = Object.keys(required).filter((key) => key !== 'default');
        console.log(names.length > 0 && names.every((key) => imported[key] === required[key]));
      });`;
    expect(await runNode('commonjs', source)).toBe('true');
  },
);

test('a backend made by a CommonJS module runs a model of an ES module', async () => {
  const source = `
    const { createBackend, tensor } = require('@x/tensor');
    import('@x/flux2-vae').then(async ({ toUint8 }) => {
      const backend = await createBackend('reference');
      const [picture] = await toUint8(tensor(new Float32Array(12), { shape: [1, 3, 2, 2], backend }));
      console.log(picture.width, picture.height, picture.channels);
      await backend.close();
    });`;
  expect(await runNode('commonjs', source)).toBe('2 2 3');
});
