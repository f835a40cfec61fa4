import { readdir } from 'node:fs/promises';
import { parse, resolve } from 'node:path';
import type { LatentsJob } from './queue.js';

const endings = ['.safetensors', '.latent', '.npy'];

/** A job for each latents file of a folder: `NAME.npy` becomes `NAME.png` of the other folder. */
export async function jobsOf(latents: string, pictures: string): Promise<LatentsJob[]> {
  const files = (await readdir(latents)).filter((name) => endings.includes(parse(name).ext)).sort();
  const jobs = files.map((name) => ({
    latents: resolve(latents, name),
    picture: resolve(pictures, `${nameOf(name)}.png`),
  }));
  const twice = jobs.find(({ picture }, i) => jobs.findIndex((other) => other.picture === picture) !== i);
  if (twice) throw new Error(`two files must not become one picture; got ${twice.latents} and another`);
  return jobs;
}

/** `a.latents.safetensors` is `a`. */
const nameOf = (file: string): string => parse(file).name.replace(/\.latents$/, '');

export const usage = (command: string): never => {
  console.error(`usage: ${command} LATENTS PICTURES (two folders)`);
  process.exit(2);
};
