import { existsSync } from 'node:fs';

const muslLoaders = { x64: '/lib/ld-musl-x86_64.so.1', arm64: '/lib/ld-musl-aarch64.so.1' };

/** This machine in the names of platform packages: `linux-x64-gnu`, `darwin-arm64`; as in src/backends/native-binary.ts. */
export function platformName({ platform, arch } = process) {
  if (platform !== 'linux') return `${platform}-${arch}`;
  const musl = existsSync(muslLoaders[arch] ?? '') && !process.report.getReport().header.glibcVersionRuntime;
  return `linux-${arch}-${musl ? 'musl' : 'gnu'}`;
}
