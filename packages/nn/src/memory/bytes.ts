const factors: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** `'900MiB'`, `'3.5 GiB'`, `'2e9'`, `1000` → whole bytes, at least one; null for anything else. */
export function parseByteSize(value: number | string): number | null {
  const [, digits, unit] = /^\s*([\d.]+(?:e\d+)?)\s*([a-z]*)\s*$/i.exec(String(value)) ?? [];
  const bytes = Math.floor(Number(digits) * (factors[(unit ?? '').toLowerCase()] ?? Number.NaN));
  return Number.isSafeInteger(bytes) && bytes >= 1 ? bytes : null;
}

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `1234567 bytes (1.2 MiB)`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const exact = `${bytes} bytes`;
  return power === 0 ? exact : `${exact} (${(bytes / 1024 ** power).toFixed(1)} ${units[power]})`;
}
