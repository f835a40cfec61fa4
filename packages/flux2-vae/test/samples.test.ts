/**
 * Every code sample of the README and of docs/ runs as its reader would run it: a module beside the files that it names,
 * with the packages as they are built; and it logs what its comments say. Calls of the command run too. Samples that
 * can't run here say `types-only`: the compiler checks them.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSampleFolder } from './support/sample-folder.js';
import { brokenPromises, commandsOf, pages, root, type Sample, samplesOf } from './support/samples.js';

const exec = promisify(execFile);
const typesOnly = 'types-only';
const isScript = ({ language }: Sample) => ['js', 'mjs', 'ts', 'javascript', 'typescript'].includes(language);

let work: string;
let template: string;
beforeAll(async () => {
  if (!existsSync(join(root, 'packages/flux2-vae/dist/index.cjs'))) {
    throw new Error('the packages must be built (npm run build)');
  }
  work = await mkdtemp(join(tmpdir(), 'x-samples-'));
  template = join(work, 'template');
  await mkdir(template);
  await writeSampleFolder(template);
});
afterAll(() => rm(work, { recursive: true, force: true }));

/** Packages that a page's samples find: those of the example of the page's name, else the repository's. */
function nodeModulesOf(page: string): string {
  const example = join(root, 'examples', basename(page, '.md'), 'node_modules');
  return existsSync(example) ? example : join(root, 'node_modules');
}

/** A folder of this page's own, with its files: what one page writes no other reads. */
async function folderOf(page: string): Promise<string> {
  const folder = join(work, page.replaceAll('/', '-'));
  if (existsSync(folder)) return folder;
  await cp(template, folder, { recursive: true });
  await symlink(nodeModulesOf(page), join(folder, 'node_modules'), 'dir');
  for (const { file, code, meta } of samplesOf(page)) {
    if (file !== undefined && meta !== typesOnly) await writeFile(join(folder, file), code);
  }
  return folder;
}

const scripts = pages.flatMap((page) =>
  samplesOf(page)
    .filter((sample) => isScript(sample) && sample.meta !== typesOnly && sample.file === undefined)
    .map((sample) => ({ ...sample, page })),
);

test('there are samples, and each is run or marked', () => {
  expect(scripts.length).toBeGreaterThan(12);
  const marks = pages.flatMap(samplesOf).filter(isScript);
  expect(marks.filter(({ meta }) => meta !== '' && meta !== typesOnly)).toEqual([]);
});

test.each([
  ['console.log(1); // 1\n', '1\n', 0],
  ['console.log([1, 2]); // 1,2: two of them\n', '1,2\n', 0],
  ['for (const x of [1, 2]) console.log(x);\n// 1\n// 2\n', '1\n2\n', 0],
  ['console.log(1);\n', '2\n', 0],
  ['console.log(1); // 2\n', '1\n', 1],
  ['console.log(""); // 1\n', '\n', 1],
  ['console.log(1); // 1\n', '1\n1\n', 1],
  ['console.log(1); // 1\n', '', 1],
])('comments of %j beside %j: %i are wrong', (code, stdout, count) => {
  expect(brokenPromises(code, stdout)).toHaveLength(count);
});

test.each(scripts)('$title', async ({ page, title, code }) => {
  const folder = await folderOf(page);
  const file = join(folder, `sample-${title.split(':')[1]}.js`);
  await writeFile(file, code);
  const { stdout } = await exec(process.execPath, [file], { cwd: folder });
  expect(brokenPromises(code, stdout)).toEqual([]);
});

test.each(pages.flatMap((page) => commandsOf(page).map((call) => ({ ...call, page }))))(
  '$title',
  async ({ page, args }) => {
    const folder = await folderOf(page);
    const bin = join(root, 'packages/flux2-vae/bin/flux2-vae.js');
    const env = { ...process.env, OLLAMA_MODELS: join(folder, 'ollama-models') };
    await exec(process.execPath, [bin, ...args], { cwd: folder, env });
  },
);

describe('what runs elsewhere has the types that it says', () => {
  const typed = pages.filter((page) => samplesOf(page).some(({ meta }) => meta === typesOnly));

  test('there are such pages', () => expect(typed).toContain('docs/recipes/electron.md'));

  test.each(typed)('%s', async (page) => {
    const folder = join(work, `types-${page.replaceAll('/', '-')}`);
    await mkdir(join(folder, 'node_modules'), { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    for (const name of ['@x', '@types']) {
      await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'dir');
    }
    const electron = join(root, 'tools/site/node_modules/electron');
    await symlink(electron, join(folder, 'node_modules/electron'), 'dir');
    const files = samplesOf(page)
      .filter(({ meta }) => meta === typesOnly)
      .map(({ file, code }, i) => ({ name: file ?? `sample-${i}.js`, code }));
    for (const { name, code } of files) await writeFile(join(folder, name), code);
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const options = '--noEmit --allowJs --checkJs --strict --skipLibCheck --module nodenext --target es2024';
    const { stdout } = await exec(
      process.execPath,
      [compiler, ...options.split(' '), '--types', 'node', ...files.map(({ name }) => name)],
      { cwd: folder },
    ).catch((error) => ({ stdout: `${error.stdout}` }));
    expect(stdout).toBe('');
  });
});

const python = await exec('python3', ['--version']).then(
  () => true,
  () => false,
);

test.for(pages.flatMap(samplesOf).filter(({ language }) => language === 'python'))(
  '$title is Python',
  async ({ code }, { skip }) => {
    if (!python) skip('no python3 here');
    await exec('python3', ['-c', 'import ast, sys; ast.parse(sys.argv[1])', code]);
  },
);
