import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeFileAtomically } from '@x/weights';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { describe, expect, test } from 'vitest';
import { expectRefusal, put, temporaryFolder, unprivileged } from './support.js';

const run = promisify(execFile);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('writeFileAtomically', () => {
  test('writes bytes and chunks, and leaves nothing beside', async () => {
    const folder = temporaryFolder();
    await writeFileAtomically(join(folder, 'a'), bytes('one'));
    await writeFileAtomically(join(folder, 'a'), [bytes('two'), bytes(''), bytes(' three')]);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('two three');
    await writeFileAtomically(join(folder, 'b'), []);
    expect(readFileSync(join(folder, 'b'), 'utf8')).toBe('');
    expect(readdirSync(folder)).toEqual(['a', 'b']);
  });

  test('a failure in the middle keeps the old file and removes the new', async () => {
    const folder = temporaryFolder();
    put(folder, 'a', 'old');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield bytes('new');
      expect(readdirSync(folder).length).toBe(2);
      throw new Error('in the middle');
    }
    await expect(writeFileAtomically(join(folder, 'a'), failing())).rejects.toThrow('in the middle');
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('an abort in the middle does the same', async () => {
    const folder = temporaryFolder();
    const controller = new AbortController();
    async function* aborted(): AsyncGenerator<Uint8Array> {
      yield bytes('new');
      controller.abort(new Error('enough'));
      yield bytes('more');
    }
    const { signal } = controller;
    await expect(writeFileAtomically(join(folder, 'a'), aborted(), { signal })).rejects.toThrow('enough');
    await expect(writeFileAtomically(join(folder, 'a'), bytes('x'), { signal })).rejects.toThrow('enough');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('refuses what it cannot replace', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'dir'));
    await expectRefusal(writeFileAtomically(join(folder, 'dir'), bytes('x')), 'not-a-file', 'a folder');
    await expectRefusal(writeFileAtomically('/dev/null', bytes('x')), 'not-a-file', 'device');
    await expectRefusal(
      writeFileAtomically(join(folder, 'none', 'a'), bytes('x')),
      'not-found',
      'folder that exists',
    );
    await expectRefusal(writeFileAtomically(join(put(folder, 'f', ''), 'a'), bytes('x')), 'not-found');
    await expectRefusal(writeFileAtomically('a\0b', bytes('x')), 'path');
    await expectRefusal(writeFileAtomically(join(folder, 'n'.repeat(300)), bytes('x')), 'path');
    await writeFileAtomically(join(folder, 'n'.repeat(255)), bytes('x'));
  });

  test('a link stays, what it leads to is replaced', async () => {
    const folder = temporaryFolder();
    put(folder, 'real', 'old');
    symlinkSync('real', join(folder, 'link'));
    await writeFileAtomically(join(folder, 'link'), bytes('new'));
    expect(readlinkSync(join(folder, 'link'))).toBe('real');
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
  });

  test('two writers leave one whole file', async () => {
    const path = join(temporaryFolder(), 'a');
    const contents = ['a', 'b', 'c', 'd'].map((letter) => bytes(letter.repeat(100_000)));
    await Promise.all(contents.map((content) => writeFileAtomically(path, content)));
    const written = readFileSync(path);
    expect(contents.some((content) => Buffer.compare(content, written) === 0)).toBe(true);
  });

  test('a folder that may not be written to', async () => {
    const folder = temporaryFolder();
    put(folder, 'a', 'old');
    chmodSync(folder, 0o555);
    await unprivileged(() =>
      expectRefusal(writeFileAtomically(join(folder, 'a'), bytes('new')), 'permission', 'denied').then(
        () => {},
      ),
    );
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('a full disk is a typed error', async ({ skip }) => {
    const mount = temporaryFolder();
    try {
      await run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mount]);
    } catch {
      console.log('skipped a full disk: mounting a small tmpfs is not permitted here');
      return skip('mounting a small tmpfs is not permitted here');
    }
    try {
      await expectRefusal(writeFileAtomically(join(mount, 'a'), new Uint8Array(1 << 20)), 'no-space', 'full');
      expect(readdirSync(mount)).toEqual([]);
    } finally {
      await run('umount', [mount]);
    }
  });
});

describe('a process that ends in the middle of a write', () => {
  /** A script beside the compiled modules, and an empty folder for it to write to. */
  function modulesOf(script: string): { main: string; folder: string } {
    const modules = temporaryFolder();
    for (const name of ['write', 'errors', 'printable', 'node', 'paths', 'system']) {
      const source = readFileSync(new URL(`../src/${name}.ts`, import.meta.url), 'utf8');
      const options = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 };
      put(modules, `${name}.js`, transpileModule(source, { compilerOptions: options }).outputText);
    }
    put(modules, 'package.json', '{"type":"module"}');
    return { main: put(modules, 'main.js', script), folder: temporaryFolder() };
  }

  /** Runs it in a child: it writes one chunk, then does `ending`. */
  async function endInTheMiddle(ending: string): Promise<{ folder: string; code: unknown; signal: unknown }> {
    const folder = temporaryFolder();
    put(folder, 'a', 'old');
    const script = `
      import { readdirSync } from 'node:fs';
      import { writeFileAtomically } from './write.js';
      process.on('SIGTERM', () => process.exit(143));
      async function* chunks() {
        yield new Uint8Array(1000);
        if (readdirSync(${JSON.stringify(folder)}).length !== 2) process.exit(1);
        ${ending};
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      }
      await writeFileAtomically(${JSON.stringify(join(folder, 'a'))}, chunks());`;
    const { main } = modulesOf(script);
    const result = await run(process.execPath, [main]).catch((error) => error);
    return { folder, code: result.code, signal: result.signal };
  }

  test('by process.exit leaves nothing', async () => {
    const { folder, code } = await endInTheMiddle('process.exit(130)');
    expect(code).toBe(130);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('by a handled SIGTERM leaves nothing', async () => {
    const { folder, code } = await endInTheMiddle("process.kill(process.pid, 'SIGTERM')");
    expect(code).toBe(143);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test.each(['SIGKILL', 'SIGINT', 'SIGHUP'])('by %s leaves the old file as it was', async (name) => {
    const { folder, signal } = await endInTheMiddle(`process.kill(process.pid, '${name}')`);
    expect(signal).toBe(name);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
  });

  test('two processes that write one file leave one of both whole', async () => {
    const { main, folder } = modulesOf(`
      import { writeFileAtomically } from './write.js';
      for (let i = 0; i < 20; i++) {
        await writeFileAtomically(process.argv[2], new Uint8Array(200_000).fill(Number(process.argv[3])));
      }`);
    const path = join(folder, 'a');
    await Promise.all([1, 2].map((value) => run(process.execPath, [main, path, String(value)])));
    const written = readFileSync(path);
    expect(written.length).toBe(200_000);
    expect(new Set(written).size).toBe(1);
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
