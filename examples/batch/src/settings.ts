/** A variable of the environment; the process ends where it is needed and isn't there. */
export function setting(name: string, fallback?: string): string {
  const value = process.env[name] ?? fallback;
  if (value !== undefined && value !== '') return value;
  console.error(`${name} must be set`);
  process.exit(2);
}

export const redisUrl = (): string => setting('REDIS_URL', 'redis://127.0.0.1:6379');

/** Whole, from 1. */
export function positive(name: string, fallback: number): number {
  const value = Number(setting(name, String(fallback)));
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`${name} must be a positive integer`);
  process.exit(2);
}
