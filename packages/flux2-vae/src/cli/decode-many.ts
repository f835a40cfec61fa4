import { mkdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { ReadLatents } from '@x/flux2-latents';
import type { DecodeCommandOptions } from './decode.js';
import { decodeFile } from './decode-file.js';
import { FilesFailed, Stopped, UsageError } from './exit.js';
import { findLatents } from './find-latents.js';
import { inFile } from './in-file.js';
import { chooseLayout } from './layout.js';
import { withCheckpoint, withModel } from './model.js';
import { numbered, outputFormat, writeImages } from './output.js';
import { readDecodable } from './read-latents.js';
import { errorOf, Report } from './report.js';
import { checkTiles, checkTilingFlags } from './tiling.js';

interface Job {
  readonly input: string;
  readonly output: string;
}

/** What reading gave: latents, an output that is there already, or an error. */
type Read =
  | { readonly latents: ReadLatents }
  | { readonly there: readonly string[] }
  | { readonly error: unknown };

/**
 * Decodes many files into a folder with one model: while one is decoded, the next is read and the one before is
 * written. A bad file is told at the end, and the others are done.
 */
export async function decodeMany(
  inputs: readonly string[],
  options: DecodeCommandOptions & { readonly outputDir: string },
  signal: AbortSignal,
): Promise<void> {
  const report = new Report(options);
  const format = outputFormat(`x.${options.format}`);
  const division = checkTilingFlags(options);
  const jobs = planOutputs(await findLatents(inputs), options.outputDir, options.format);
  const { dtype, precision } = options;
  const failures: { readonly input: string; readonly error: unknown }[] = [];
  await withCheckpoint(options, { report, signal }, async (checkpoint) => {
    checkTiles(checkpoint.config, division);
    await mkdir(options.outputDir, { recursive: true });
    await withModel(checkpoint, options, signal, async (vae, backend) => {
      const bar = await report.bar();
      const fail = (input: string, error: unknown) => {
        if (signal.aborted || error instanceof Stopped) throw error;
        failures.push({ input, error });
        report.json({ input, error: errorOf(error) });
      };
      const read = async ({ input, output }: Job): Promise<Read> => {
        try {
          if (!options.overwrite && (await exists(output))) return { there: [output] };
          const { tensor } = options;
          const latents = await readDecodable(input, checkpoint.config, { tensor, signal });
          const [batch = 1] = latents.shape;
          const outputs = Array.from({ length: batch }, (_, i) => numbered(output, i));
          if (!options.overwrite && batch > 1 && (await Promise.all(outputs.map(exists))).every(Boolean)) {
            return { there: outputs };
          }
          return { latents };
        } catch (error) {
          return { error };
        }
      };
      const decode = async ({ input }: Job, latents: ReadLatents, index: number) => {
        for (const note of latents.notes) report.note(note);
        const form = await inFile(input, () => chooseLayout(latents, options, checkpoint.config, report));
        return decodeFile(vae, {
          ...{ input, latents, form, division, signal, report },
          onProgress: ({ done, total }) =>
            bar.update({ done: index + done / total, total: jobs.length, stage: basename(input) }),
        });
      };
      const write = async (job: Job, done: Awaited<ReturnType<typeof decode>>) => {
        const { image, ...about } = done;
        try {
          const [, , height, width] = image.shape;
          const outputs = await writeImages(image, job.output, format, signal);
          report.result(`${outputs.join(', ')} ${width}×${height}`, {
            input: job.input,
            outputs,
            width,
            height,
            backend: backend.name,
            dtype,
            precision,
            ...about,
          });
        } catch (error) {
          fail(job.input, error);
        } finally {
          image.dispose();
        }
      };

      let reading: Promise<Read> = read(jobs[0]!);
      let writing: Promise<void> = Promise.resolve();
      try {
        for (const [index, job] of jobs.entries()) {
          signal.throwIfAborted();
          const got = await reading;
          const next = jobs[index + 1];
          if (next) reading = read(next);
          try {
            if ('error' in got) throw got.error;
            if ('there' in got) {
              report.result(`${got.there.join(', ')} is there already`, {
                input: job.input,
                outputs: got.there,
                skipped: true,
              });
            } else {
              const done = await decode(job, got.latents, index);
              await writing;
              writing = write(job, done);
              writing.catch(() => {}); // told where it is waited for
            }
          } catch (error) {
            fail(job.input, error);
          }
          bar.update({ done: index + 1, total: jobs.length, stage: basename(job.input) });
        }
        await writing;
      } finally {
        bar.stop();
        await Promise.allSettled([reading, writing]);
      }
    });
  });
  for (const { input, error } of failures) report.failure(input, error);
  if (failures.length > 0) {
    throw new FilesFailed(`${failures.length} of ${jobs.length} files could not be decoded`);
  }
}

/** @throws UsageError where two files would become one */
function planOutputs(inputs: readonly string[], folder: string, format: string): Job[] {
  const taken = new Map<string, string>();
  return inputs.map((input) => {
    const output = join(folder, `${basename(input, extname(input))}.${format}`);
    const other = taken.get(output);
    if (other !== undefined) {
      throw new UsageError(
        `${input} and ${other}: every file must have a name of its own; both become ${output}`,
      );
    }
    taken.set(output, input);
    return { input, output };
  });
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
