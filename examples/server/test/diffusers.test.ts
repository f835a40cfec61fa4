/** diffusers' own client against the server, beside what diffusers decodes itself. */
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sample, startServer, type TestServer } from './support/server.js';

const script = fileURLToPath(new URL('diffusers_client.py', import.meta.url));
const python = process.env.X_DIFFUSERS_PYTHON;

function reasonToSkip(): string | null {
  if (python === undefined) return 'X_DIFFUSERS_PYTHON names no Python with diffusers; npm run ci makes one';
  const imports = 'import diffusers, torch, PIL, requests; assert diffusers.__version__ == "0.42.1"';
  const { status, stderr, error } = spawnSync(python, ['-c', imports], { encoding: 'utf8' });
  if (status === 0) return null;
  throw new Error(`X_DIFFUSERS_PYTHON must have diffusers 0.42.1; got ${error?.message ?? stderr}`);
}
const skipped = reasonToSkip();

interface Result {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: unknown;
}

const outputs = [
  'png',
  'jpg',
  'pil_processor',
  'pil_processor_pt',
  'pt_partial',
  'pt_partial_pt',
  'pt',
  'pt_processor',
];
const dtypes = ['float32', 'float16', 'bfloat16'];
const forms = ['raw', 'packed', 'tokens'];
const cases = [
  ...forms.flatMap((form) => [
    ...dtypes.flatMap((dtype) => outputs.map((output) => `decode ${form} ${dtype} ${output}`)),
    `decode ${form} scaling`,
  ]),
  'decode batch',
  'decode defaults',
  ...['pil', 'pil_scaling', 'pil_grey', ...dtypes.map((dtype) => `tensor ${dtype}`)].map(
    (name) => `encode ${name}`,
  ),
  ...['mp4', 'float64', 'channels', 'batch as a picture', 'sides'].map((name) => `refused ${name}`),
];

describe('diffusers’ client', () => {
  if (skipped !== null) return it('decodes and encodes', ({ skip }) => skip(skipped));

  let server: TestServer;
  let results: ReadonlyMap<string, Result>;
  beforeAll(async () => {
    server = await startServer({ model: sample });
    const args = [script, server.url, sample, `${sample}/astronaut-256.latents.safetensors`];
    const env = { ...process.env, HF_HUB_OFFLINE: '1' };
    const { stdout } = await promisify(execFile)(python!, args, { env, maxBuffer: 2 ** 24 });
    const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
    results = new Map(lines.map((line) => JSON.parse(line) as Result).map((result) => [result.name, result]));
  }, 900_000);
  afterAll(() => server?.close());

  it('ran every case', () => expect([...results.keys()].sort()).toEqual([...cases].sort()));

  it.each(cases)('%s', (name) => {
    expect(results.get(name)).toMatchObject({ ok: true });
  });
});
