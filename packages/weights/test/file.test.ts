import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  openSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  encodeNpy,
  encodeSafetensors,
  identifyBytes,
  openDiffusers,
  openSafetensors,
  openWeights,
  type StoredDType,
} from '@x/weights';
import { describe, expect, test } from 'vitest';
import { expectRefusal, floats, put, temporaryFolder, unprivileged } from './support.js';

const small = encodeSafetensors({ a: { dtype: 'F32', shape: [2], data: floats(1, 2) } });

describe('only regular files are opened', () => {
  test('a folder, a pipe, a device, a socket', async () => {
    const folder = temporaryFolder();
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expectRefusal(openSafetensors(folder), 'not-a-file', 'a folder', folder);
    await expectRefusal(openSafetensors(pipe), 'not-a-file', 'a pipe', pipe);
    await expectRefusal(openWeights(pipe), 'not-a-file', 'a pipe', pipe);
    await expectRefusal(openSafetensors('/dev/zero'), 'not-a-file', 'a device', '/dev/zero');
    const socket = join(folder, 'socket');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    await expectRefusal(openSafetensors(socket), 'not-a-file', 'a socket', socket);
    server.close();
  });

  test('what the system refuses is a typed error', async () => {
    const folder = temporaryFolder();
    await expectRefusal(openSafetensors(join(folder, 'none')), 'not-found', 'none');
    await expectRefusal(openSafetensors(join(put(folder, 'file', ''), 'below')), 'not-found');
    await expectRefusal(openSafetensors(join(folder, 'n'.repeat(300))), 'path', 'too long');
    symlinkSync('loop', join(folder, 'loop'));
    await expectRefusal(openSafetensors(join(folder, 'loop')), 'path', 'loop');
    for (const path of ['', 'a\0b']) await expectRefusal(openSafetensors(path), 'path', 'NUL');
  });

  test('a file, and a folder, that may not be read', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const secret = put(folder, 'secret', small);
    const inside = put(folder, 'closed/a.safetensors', small);
    chmodSync(secret, 0);
    chmodSync(join(folder, 'closed'), 0);
    await unprivileged(async () => {
      await expectRefusal(openSafetensors(secret), 'permission', 'denied');
      await expectRefusal(openSafetensors(inside), 'permission', 'denied');
      await expectRefusal(openWeights(join(folder, 'closed')), 'permission', 'denied');
    });
  });

  test('a path that the caller names may be a link', async () => {
    const folder = temporaryFolder();
    put(folder, 'real.safetensors', small);
    symlinkSync('real.safetensors', join(folder, 'link'));
    const source = await openSafetensors(join(folder, 'link'));
    expect(source.names()).toEqual(['a']);
    await source.close();
  });
});

describe('a file that changes after it was opened', () => {
  test('shrinks', async () => {
    const path = put(temporaryFolder(), 'a.safetensors', small);
    const source = await openSafetensors(path);
    truncateSync(path, small.length - 4);
    await expectRefusal(
      source.read('a'),
      'changed',
      path,
      `${small.length} bytes`,
      `${small.length - 4} bytes`,
    );
    await source.close();
  });

  test('grows', async () => {
    const path = put(temporaryFolder(), 'a.safetensors', small);
    const source = await openSafetensors(path);
    appendFileSync(path, 'x');
    await expectRefusal(source.read('a'), 'changed', path);
    await source.close();
  });

  test('is written to in place', async () => {
    const path = put(temporaryFolder(), 'a.safetensors', small);
    utimesSync(path, 1, 1);
    const source = await openSafetensors(path);
    const fd = openSync(path, 'r+');
    writeSync(fd, Uint8Array.of(9), 0, 1, small.length - 1);
    closeSync(fd);
    await expectRefusal(source.read('a'), 'changed', path, 'written since');
    await source.close();
  });

  test('replaced by another file: what was opened is read', async () => {
    const folder = temporaryFolder();
    const path = put(folder, 'a.safetensors', small);
    const source = await openSafetensors(path);
    const { renameSync } = await import('node:fs');
    renameSync(put(folder, 'b', 'something else'), path);
    expect(new Float32Array((await source.read('a')).buffer)).toEqual(floats(1, 2));
    await source.close();
  });
});

describe('what a path holds is found out', () => {
  const foreign: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['model.pth', 'PK\x03\x04 and more', 'zip archive'],
    ['model.pt', Uint8Array.of(0x80, 2, 0x8a, 0x0a), 'pickle'],
    ['model.gguf', 'GGUF\x03\0\0\0', 'GGUF'],
    ['a.npy', Uint8Array.of(0x93, ...Buffer.from('NUMPY')), 'npy'],
    ['a.safetensors', 'version https://git-lfs.github.com/spec/v1\n', 'Git LFS'],
    ['b.safetensors', '<!DOCTYPE html><html>', 'web page'],
  ];
  test.each(foreign)('%s', async (name, content, word) => {
    const path = put(temporaryFolder(), name, content);
    await expectRefusal(openWeights(path), 'format', word, path);
  });

  test.each([
    ['a safetensors file', encodeSafetensors({}), 'safetensors'],
    ['one whose length looks like a pickle', Uint8Array.of(0x80, 2, 0, 0, 0, 0, 0, 0, 0x7b), 'safetensors'],
    [
      'one whose length looks like a zip archive',
      Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0x20),
      'safetensors',
    ],
    ['an npy file', encodeNpy({ dtype: 'U8', shape: [0], data: new Uint8Array() }), 'npy'],
    ['a pickle with a frame', Uint8Array.of(0x80, 4, 0x95, 9, 0, 0, 0, 0, 0, 0, 0), 'other'],
    ['JSON', new TextEncoder().encode(' \n{"a": 1}'), 'json'],
    ['nothing', new Uint8Array(0), 'safetensors'],
    ['text', new TextEncoder().encode('hello'), 'safetensors'],
  ])('%s', (_, bytes, format) => {
    expect(identifyBytes(bytes).format).toBe(format);
  });

  test('a header of 123 bytes, whose length begins like an object', async () => {
    const header = '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'.padEnd(123);
    const bytes = new Uint8Array(8 + 123 + 4);
    bytes[0] = 123;
    bytes.set(new TextEncoder().encode(header), 8);
    const source = await openWeights(put(temporaryFolder(), 'a', bytes));
    expect(source.kind).toBe('safetensors');
    await source.close();
  });

  test('an empty file, nothing, and a format that is none', async () => {
    const folder = temporaryFolder();
    await expectRefusal(openWeights(put(folder, 'empty', '')), 'truncated', 'got 0');
    await expectRefusal(openWeights(join(folder, 'none')), 'not-found', 'ollama:NAME');
    await expectRefusal(openWeights(folder, { format: 'gguf' as never }), 'argument', 'gguf');
    await expectRefusal(openWeights(small, { format: 'ollama' }), 'argument', 'path');
  });
});

test('a larger file comes back byte for byte, many tensors at once', async () => {
  const tensors = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => {
      const data = new Uint8Array(100_000 + i).map((_, j) => (i * 31 + j * 7) & 0xff);
      return [`t${i}`, { dtype: 'U8' as StoredDType, shape: [data.length], data }];
    }),
  );
  const source = await openWeights(put(temporaryFolder(), 'a', encodeSafetensors(tensors)));
  const read = await Promise.all(source.names().map((name) => source.read(name)));
  source.names().forEach((name, i) => {
    expect(Buffer.compare(read[i] as Uint8Array, tensors[name]?.data as Uint8Array)).toBe(0);
  });
  await source.close();
});

test('without Node’s modules a path is a typed error, and bytes still work', async () => {
  const { getBuiltinModule } = process;
  try {
    (process as { getBuiltinModule: unknown }).getBuiltinModule = undefined;
    await expectRefusal(openSafetensors('a.safetensors'), 'unsupported', 'ByteSource');
    await expectRefusal(openDiffusers('folder'), 'unsupported');
    expect((await openWeights(small)).names()).toEqual(['a']);
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
});
