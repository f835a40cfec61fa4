/** `node tools/mlx/main.mjs`: fetches MLX for this machine and prints where it lies. */
import { chooseWheel, fetchMlx } from './fetch.mjs';

const { variant, version } = chooseWheel();
console.log(`MLX ${version} (${variant}): ${await fetchMlx()}`);
