/**
 * What the published `cpu` binaries are compiled for. `zig` is the compiler's triple, with the oldest glibc that the
 * binary may need; `readelf` then shows that it needs none newer.
 */
export const targets = {
  'linux-x64-gnu': { zig: 'x86_64-linux-gnu.2.28', processor: 'x86_64', glibc: '2.28' },
  'linux-arm64-gnu': { zig: 'aarch64-linux-gnu.2.28', processor: 'aarch64', glibc: '2.28' },
  'linux-x64-musl': { zig: 'x86_64-linux-musl', processor: 'x86_64', glibc: null },
};
