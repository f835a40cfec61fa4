import { printable } from '@x/weights';
import { Command } from 'commander';
import { AutoencoderKLFlux2 } from '../autoencoder.js';
import { configToJson } from '../config.js';
import { describeConfig } from '../infer-config.js';
import { type Checkpoint, openCheckpoint } from '../load.js';
import { formatBytes } from '../memory.js';
import { abortable } from './exit.js';
import {
  addCommonOptions,
  addModelOptions,
  type CommonOptions,
  type ModelOptions,
  modelSources,
} from './options.js';
import { Report } from './report.js';

interface InfoCommandOptions extends CommonOptions, ModelOptions {}

export function infoCommand(): Command {
  const command = new Command('info')
    .description('what a model is and holds, without reading its weights')
    .argument('<source>', modelSources);
  for (const add of [addModelOptions, addCommonOptions]) add(command);
  return command.action((source: string, options: InfoCommandOptions) =>
    abortable((signal) => info(source, options, signal)),
  );
}

async function info(source: string, options: InfoCommandOptions, signal: AbortSignal): Promise<void> {
  const report = new Report(options);
  const { config, modelsDir, variant } = options;
  const checkpoint = await openCheckpoint(source, {
    config,
    modelsDir,
    variant,
    signal,
    onNote: report.note,
  });
  try {
    const found = describe(checkpoint);
    report.result(asText(source, checkpoint, found), { source, ...found });
  } finally {
    await checkpoint.close();
  }
}

function describe(checkpoint: Checkpoint) {
  const { config, structure, naming, names, weights } = checkpoint;
  const expected = new AutoencoderKLFlux2(config, structure).parameterShapes();
  const stored = [...names].map(([name, entry]) => ({ name, ...weights.info(entry.stored) }));
  const elements = ({ shape }: { shape: readonly number[] }) =>
    shape.reduce((product, side) => product * side, 1);
  const missing = [...expected]
    .filter(([name, { optional }]) => !optional && !names.has(name))
    .map(([name]) => name);
  const unexpected = [...names.keys()].filter((name) => !expected.has(name));
  const wrongShape = [...names]
    .filter(([name, { shape }]) => expected.has(name) && String(expected.get(name)!.shape) !== String(shape))
    .map(([name, { shape }]) => ({ name, expected: expected.get(name)!.shape, found: shape }));
  return {
    config: configToJson(config),
    tensors: stored.length,
    parameters: stored
      .filter(({ name }) => !name.startsWith('bn.'))
      .reduce((sum, entry) => sum + elements(entry), 0),
    bytes: stored.reduce((sum, { bytes }) => sum + bytes, 0),
    dtype: [...new Set(stored.map(({ dtype }) => dtype))].sort(),
    names: naming,
    encoder: !structure.decoderOnly,
    statistics: structure.batchNorm,
    missing,
    unexpected,
    wrongShape,
  };
}

function asText(source: string, { config }: Checkpoint, found: ReturnType<typeof describe>): string {
  const some = (names: readonly string[]) =>
    names
      .slice(0, 3)
      .map((name) => printable(name))
      .join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
  const absent = [
    ...(found.encoder ? [] : ['the encoder']),
    ...(found.statistics === 'none' ? ['the batch-norm statistics'] : []),
    ...(found.missing.length > 0 ? [`${found.missing.length} tensors (${some(found.missing)})`] : []),
  ];
  return [
    source,
    `  config      ${describeConfig(config)}`,
    ...Object.entries(found.config).map(([name, value]) => `    ${name} ${JSON.stringify(value)}`),
    `  parameters  ${found.parameters} in ${found.tensors} tensors`,
    `  bytes       ${formatBytes(found.bytes)}`,
    `  dtype       ${found.dtype.join(', ')}`,
    `  names       ${found.names}`,
    `  missing     ${absent.length > 0 ? absent.join(', ') : 'nothing'}`,
    ...(found.unexpected.length > 0 ? [`  unexpected  ${some(found.unexpected)}`] : []),
    ...found.wrongShape
      .slice(0, 3)
      .map(
        ({ name, expected, found: [...shape] }) =>
          `  wrong shape ${name}: expected [${expected}], found [${shape}]`,
      ),
  ].join('\n');
}
