/**
 * The MLX wheels this project builds against, pinned by version and digest. `platform` is pip's tag; `folders` say
 * what a build ships, from inside the unzipped wheel to the package's `lib/`: libmlx finds its neighbours by paths
 * relative to itself, so the folders keep their places.
 */
export const version = '0.32.4';

const cpu = { project: 'mlx-cpu', folders: ['mlx/lib', 'mlx_cpu.libs'] };
const metal = { project: 'mlx-metal', folders: ['mlx/lib'] };
const cuda12 = { project: 'mlx-cuda-12', folders: ['mlx/lib', 'mlx_cuda_12.libs'] };
const cuda13 = { project: 'mlx-cuda-13', folders: ['mlx/lib', 'mlx_cuda_13.libs'] };

const x64 = 'manylinux_2_35_x86_64';
const arm64 = 'manylinux_2_35_aarch64';
const mac = 'macosx_14_0_arm64';

/** By variant, then by Node's platform and architecture. */
export const wheels = {
  cpu: {
    'linux-x64': {
      ...cpu,
      platform: x64,
      sha256: '0e0a24fa2ce8b6b94d2e6a90604e8813aa8e29fcb918bb2aa01cfb6d133d8cee',
    },
    'linux-arm64': {
      ...cpu,
      platform: arm64,
      sha256: '1289e85e64af1fd16380bf331438bfe4afe875d27afc3e0bcf35f427c488fadd',
    },
  },
  metal: {
    'darwin-arm64': {
      ...metal,
      platform: mac,
      sha256: '8019b2db622599267d66cc168b2f0dbf5af929790a6c3b3913e00eabc42a7947',
    },
  },
  'cuda-12': {
    'linux-x64': {
      ...cuda12,
      platform: x64,
      sha256: 'f385c7af7c1f63a9d6ce3e442e1c9ba881c881bcb45c6534ff8155b359da47e5',
    },
    'linux-arm64': {
      ...cuda12,
      platform: arm64,
      sha256: 'cea869b007c809013c369819d485e3b534f3ecc261199b4c655ef92a21f73f28',
    },
  },
  'cuda-13': {
    'linux-x64': {
      ...cuda13,
      platform: x64,
      sha256: '94cb48fba73e5ee39467e51c35c51c691123359ca17bafd1a24cf92ad6732bee',
    },
    'linux-arm64': {
      ...cuda13,
      platform: arm64,
      sha256: 'cf8a67b49cebff85cd98b1d118c09f6c8ee966b899a914c50cc74d614b25616e',
    },
  },
};
